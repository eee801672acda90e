//! The intermediate form of a paper: what stands on it, in its order, without a word of DOCX or HTML.

/// A paper, complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// What the file is called, without an extension; also its title in the properties.
    pub name: String,
    /// The block at the head of the first page.
    pub header: Header,
    /// What stands below it.
    pub blocks: Vec<Block>,
    /// A small line at the foot of every page: by which entry of the record it can be checked.
    pub foot: Option<String>,
}

/// The block at the head: organ and asterisk on the left, the Party's name, place and date on the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The organ above; plain capitals.
    pub above: Vec<String>,
    /// The organ that issues; bold capitals.
    pub organ: Vec<String>,
    /// Number and symbol with `Số`.
    pub symbol: Option<String>,
    /// The abstract of an official letter, which stands under its number.
    pub letter_abstract: Option<String>,
    /// Whose stamp is put at the upper left of a ballot (244 Art. 17).
    pub stamp: Option<String>,
    /// Place and date.
    pub place_and_date: String,
}

/// One thing after another on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The name of the type, in bold capitals.
    Title(String),
    /// What the document is about, with five hyphens under it.
    Abstract(String),
    /// A heading of a part.
    Heading(String),
    /// A paragraph.
    Text(Paragraph),
    /// A table.
    Table(Table),
    /// Recipients and signatures side by side.
    Closing(Closing),
    /// What follows begins a new page.
    NewPage,
}

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Justified, its first line indented.
    Body,
    /// In the middle.
    Middle,
    /// Justified, moved in as a whole: what the chairman says.
    Spoken,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands.
    pub place: Place,
    /// Its text, stretch by stretch.
    pub spans: Vec<Span>,
}

/// A stretch of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// In bold.
    pub bold: bool,
    /// In italics.
    pub italic: bool,
}

/// A table with a line around every cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; as many cells as columns.
    pub rows: Vec<Vec<String>>,
    /// Whether the rows leave room to write: signatures, marks on a ballot.
    pub roomy: bool,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands at its head.
    pub title: String,
    /// Its share of the width, in hundredths; all columns together 100.
    pub share: usize,
    /// Whether its cells are centred: numbers, marks.
    pub centred: bool,
}

/// Recipients on the left, one column for each signature.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closing {
    /// `Nơi nhận`, ending with `Lưu`; none on minutes.
    pub recipients: Vec<String>,
    /// Who signs, from left to right.
    pub signatures: Vec<Signature>,
}

/// Where somebody signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// In whose name and as what: `T/M CHI BỘ`, `BÍ THƯ`.
    pub capacity: Vec<String>,
    /// Who signs; left open where not known.
    pub name: Option<String>,
}

impl Paper {
    /// Every text of the paper in its order, the foot last: what both renderings must say.
    pub fn texts(&self) -> Vec<String> {
        let header = &self.header;
        let mut texts: Vec<String> = header.above.clone();
        texts.extend(header.organ.iter().cloned());
        texts.extend(header.symbol.iter().cloned());
        texts.extend(header.letter_abstract.iter().cloned());
        texts.extend(header.stamp.iter().cloned());
        texts.push(header.place_and_date.clone());
        for block in &self.blocks {
            texts.extend(block.texts());
        }
        texts.extend(self.foot.iter().cloned());
        texts.retain(|text| !text.is_empty());
        texts
    }
}

impl Block {
    fn texts(&self) -> Vec<String> {
        match self {
            Self::Title(text) | Self::Abstract(text) | Self::Heading(text) => vec![text.clone()],
            Self::Text(paragraph) => vec![paragraph.text()],
            Self::Table(table) => {
                let titles = table.columns.iter().map(|column| column.title.clone());
                titles.chain(table.rows.iter().flatten().cloned()).collect()
            }
            Self::Closing(closing) => {
                let mut texts = closing.recipients.clone();
                for signature in &closing.signatures {
                    texts.extend(signature.capacity.iter().cloned());
                    texts.extend(signature.name.iter().cloned());
                }
                texts
            }
            Self::NewPage => Vec::new(),
        }
    }
}

impl Paragraph {
    /// Its whole text.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

impl Span {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self {
            bold: true,
            ..Self::plain(text)
        }
    }

    /// Text in italics.
    pub fn italic(text: impl Into<String>) -> Self {
        Self {
            italic: true,
            ..Self::plain(text)
        }
    }
}

/// A paragraph of plain text.
pub fn text(text: impl Into<String>) -> Block {
    spans(Place::Body, vec![Span::plain(text)])
}

/// A paragraph of these stretches.
pub fn spans(place: Place, spans: Vec<Span>) -> Block {
    Block::Text(Paragraph { place, spans })
}

/// A column of numbers or marks.
pub fn centred(title: &str, share: usize) -> Column {
    Column {
        title: title.to_owned(),
        share,
        centred: true,
    }
}

/// A column of words.
pub fn words(title: &str, share: usize) -> Column {
    Column {
        title: title.to_owned(),
        share,
        centred: false,
    }
}
