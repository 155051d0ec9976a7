"""Opens the Word file of every kind of document in LibreOffice and compares it with our own PDF.

Slow and in need of soffice, so it stands beside the suite: `make check-papers`. Every word must be there, on the same
number of pages. The pages are left in var/papers for a look.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2

from namkhong.foundation.text import nfc
from namkhong.papers.docx import docx_file
from namkhong.papers.layout import compose, plain_lines
from namkhong.papers.pdf import pdf
from tests.papers.pages import words
from tests.papers.samples import SAMPLES

FOLDER = Path(__file__).resolve().parents[1] / "var" / "papers"


def through_libreoffice(names: list[str]) -> None:
    """Write every sample as a Word file and let LibreOffice print all of them."""
    for name in names:
        (FOLDER / f"{name}.docx").write_bytes(docx_file(SAMPLES[name]))
    profile = f"-env:UserInstallation=file://{FOLDER / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(FOLDER)]
    files = [str(FOLDER / f"{name}.docx") for name in names]
    subprocess.run([*command, *files], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def pages_in(data: bytes) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def main() -> int:
    """Compare and print one line for every sample."""
    if not shutil.which("soffice"):
        print("LibreOffice is missing: apt-get install libreoffice-writer")
        return 1
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    through_libreoffice(list(SAMPLES))
    failed = 0
    for name, sample in SAMPLES.items():
        theirs, ours = (FOLDER / f"{name}.pdf").read_bytes(), pdf(sample)
        found = nfc(words(theirs))
        missing = [word for line in plain_lines(compose(sample)) for word in nfc(line).split() if word not in found]
        same = pages_in(theirs) == pages_in(ours)
        failed += bool(missing) or not same
        verdict = "passed" if same and not missing else "FAILED"
        print(f"{verdict}  {name:24} pages {pages_in(theirs)} (ours {pages_in(ours)})  missing words {missing[:5]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
