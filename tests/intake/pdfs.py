"""Small PDFs of our own words, whole and broken."""


def pdf(*lines: str, extra: bytes = b"", stream: bytes | None = None, filters: bytes = b"", pages: int = 1) -> bytes:
    """Return a PDF that shows ``lines``; ``stream`` and ``filters`` in place of them, ``extra`` in its trailer."""
    content = stream
    if content is None:
        shown = b"".join(b"(" + line.encode("latin-1") + b") Tj 0 -20 Td " for line in lines)
        content = b"BT /F1 12 Tf 72 700 Td " + shown + b"ET"
    length = b"<< /Length %d%s >>" % (len(content), b" /Filter " + filters if filters else b"")
    kids = b" ".join(b"3 0 R" for _page in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        length + b"\nstream\n" + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Filter /Standard /V 1 /R 2 /O (" + b"x" * 32 + b") /U (" + b"y" * 32 + b") /P -4 >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"<< /Size %d /Root 1 0 R /ID [(aaaaaaaaaaaaaaaa) (aaaaaaaaaaaaaaaa)] %s >>" % (size, extra)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % size + table
    return made + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % start
