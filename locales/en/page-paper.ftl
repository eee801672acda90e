# The page of the papers of a congress.
papers-lead = Papers in the layout of the Party, filled from what the congress recorded. Every download is recorded.
papers-caption = Papers of the congress
papers-name = Paper
papers-file = Download, print
papers-ready = Ready
papers-not-ready = Not yet
papers-docx = Download DOCX
papers-html = Page to print
papers-place = Place
papers-place-hint = Stands before the date, such as Lạng Sơn.
papers-signer = Signer
papers-signer-hint = Only where the program does not know who signs.
papers-put-in = Put into the papers
