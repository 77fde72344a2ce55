"""The functions by which columns of likeness are computed: see ``core.likeness``."""

from django.db import migrations

# Combining marks, Arabic vowel signs and tatweel, marks of direction, zero width.
MARKS = r"[\u0300-\u036F\u0610-\u061A\u0640\u064B-\u065F\u0670\u200B-\u200F\u2060\uFEFF]+"
# White space and punctuation, of ASCII, Latin-1, Arabic and the general block.
BETWEEN = r"[\s!-/:-@\[-`{-~\u00A0-\u00BF\u060C\u061B\u061F\u2010-\u205E\u3000-\u3002]+"
TRACKING = (
    "^(utm_[a-z0-9_]*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|_ga|_gl|ncid|cmpid"
    "|ref_src|ref_url|ftag|xtor|at_medium|at_campaign|ocid|smid|sfmc_id|s_cid|__twitter_impression)(=|$)"
)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_register_state")]

    operations = [
        migrations.RunSQL(
            f"""
            CREATE FUNCTION entente_plain(words text) RETURNS text
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
                -- Short enough for an index, whatever the writing.
                SELECT left(btrim(regexp_replace(
                    translate(lower(regexp_replace(normalize(words, NFKD), '{MARKS}', '', 'g')),
                              'øØłŁđĐıةىئؤ', 'oollddiهييو'),
                    '{BETWEEN}', ' ', 'g')), 400)
            $$;
            """,
            "DROP FUNCTION entente_plain(text);",
        ),
        migrations.RunSQL(
            rf"""
            CREATE FUNCTION entente_address(address text) RETURNS text
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
                SELECT coalesce(left(
                    lower(regexp_replace(part[1], ':(80|443)?$', '')) || rtrim(part[2], '/')
                    || coalesce('?' || (
                           SELECT string_agg(parameter, '&' ORDER BY parameter COLLATE "C")
                             FROM regexp_split_to_table(part[3], '&') AS parameter
                            WHERE parameter <> '' AND parameter !~* '{TRACKING}'
                       ), '')
                    -- What some sites of one page write behind "#!" or "#/" is the document.
                    || coalesce(part[4], ''), 600), '')
                  FROM regexp_match(
                      btrim(address),
                      '^(?:[a-z]+:)?(?://)?(?:www[0-9]?\.)?([^/?#]*)([^?#]*)(?:\?([^#]*))?(#[!/].+)?', 'i'
                  ) AS part
            $$;
            """,
            "DROP FUNCTION entente_address(text);",
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION entente_pair(country text, organization bigint, other_country text, other bigint)
            RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                -- By code point: the order of the database's own collation may change with the operating system.
                SELECT least(coalesce(country, organization::text) COLLATE "C",
                             coalesce(other_country, other::text) COLLATE "C")
                       || ' ' ||
                       greatest(coalesce(country, organization::text) COLLATE "C",
                                coalesce(other_country, other::text) COLLATE "C")
            $$;
            """,
            "DROP FUNCTION entente_pair(text, bigint, text, bigint);",
        ),
    ]
