"""Official documents: content goes in as frozen dataclasses, Word and PDF files come out; numbers; stored files."""
