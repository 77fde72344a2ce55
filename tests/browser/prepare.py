"""What the register of the browser tests holds besides the Marrakech record: people of each role, and work for them.

Run by ``tests.browser.register`` in the environment of the server: ``python -m tests.browser.prepare``.
"""

from typing import Any

import django


def main() -> None:
    django.setup()
    # Only now may models be imported.
    from django.contrib.auth.models import Group
    from django.core.management import call_command

    from accounts.models import User
    from core.history import acting
    from delegations.models import Delegation, Event
    from meetings import services
    from meetings.models import Citation, Meeting, Source
    from tests.browser.register import PASSWORD, PEOPLE, SECOND_EVENT, SOURCE

    call_command("make_admin")
    people = {}
    for role in PEOPLE:
        people[role] = User.objects.create_user(role, password=PASSWORD, is_staff=True)
        people[role].groups.set([Group.objects.get(name=role)])

    def draft(event: Event, counterpart: str, **stated: Any) -> Meeting:
        principal, _created = Delegation.objects.get_or_create(event=event, country_id="MA")
        other = Delegation.objects.create(event=event, country_id=counterpart, **stated)
        made = Meeting.objects.create(event=event, principal=principal, counterpart=other, held_on="2025-12-02")
        Citation.objects.create(meeting=made, source=source, locator="paragraph 2", supports=["participation"])
        return made

    with acting(people["editor"], via="form"):
        source = Source.objects.create(title=SOURCE, publisher="A newspaper", published_on="2025-12-03")
        Event.objects.create(name=SECOND_EVENT, slug="second-assembly", held_on="2025-12-01/2025-12-03")
        third = Event.objects.create(name="A conference on borders", slug="borders", held_on="2025-12-02")
        services.submit(draft(third, "PT"), people["editor"])
        for institution in ("Federal Police", "Federal Police of Austria"):
            draft(third, "AT", institution=institution)


if __name__ == "__main__":
    main()
