"""The working document as Markdown, as a Word document and as a PDF."""
