//! The fields of a form as a page shows them: label, hint, what was typed, what is wrong with it.

use strum::VariantArray;

use super::typed::Typed;
use crate::http::page::{Shell, date};
use crate::words::begun;

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Widget {
    /// One line.
    Line,
    /// Several lines.
    Area,
    /// A day, typed as dd/mm/yyyy.
    Date,
    /// An hour, typed as 7h30, 7:30 or 7 giờ 30.
    Hour,
    /// A whole number.
    Number,
    /// A secret; never shown again.
    Password(&'static str),
    /// A tick.
    Tick,
    /// One of a few, all to be seen.
    Radios(Vec<Choice>),
    /// One of many.
    Select(Vec<Choice>),
    /// Any of a few.
    Ticks(Vec<Choice>),
    /// A file to send.
    File,
}

/// One of the values that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value, as the API takes it.
    pub value: String,
    /// Its words.
    pub words: String,
    /// What it means, where the words alone do not say.
    pub hint: String,
}

impl Choice {
    /// A value and its words.
    pub fn new(value: impl ToString, words: impl Into<String>) -> Self {
        Self {
            value: value.to_string(),
            words: words.into(),
            hint: String::new(),
        }
    }

    /// Every member of a closed set, with the words of its family.
    pub fn all<T: VariantArray + ToString>(shell: &Shell, family: &str) -> Vec<Self> {
        T::VARIANTS
            .iter()
            .map(|one| Self::new(one.to_string(), shell.term(family, one.to_string())))
            .collect()
    }
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in the body of the API, with dots for what lies deeper: `posts.0.ruling`.
    pub name: String,
    /// What to fill in.
    pub label: String,
    /// How, where the label alone does not say.
    pub hint: String,
    /// How it is filled in.
    pub widget: Widget,
    /// What stands in it: as typed, or as it is now.
    pub values: Vec<String>,
    /// What is wrong with it; empty when nothing is.
    pub error: String,
    /// Whether it may be left empty.
    pub optional: bool,
    /// A heading above it, where a group of fields begins.
    pub heading: String,
    /// What stood in it before the person changed it.
    pub before: Vec<String>,
}

impl Field {
    /// A field to be filled in.
    pub fn new(name: impl Into<String>, label: impl Into<String>, widget: Widget) -> Self {
        Self {
            name: name.into(),
            label: begun(&label.into()),
            hint: String::new(),
            widget,
            values: Vec::new(),
            error: String::new(),
            optional: false,
            heading: String::new(),
            before: Vec::new(),
        }
    }

    /// Says how it is filled in.
    pub fn hint(mut self, words: impl Into<String>) -> Self {
        self.hint = words.into();
        self
    }

    /// It may be left empty.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// What stands in it now; dates as the API writes them.
    pub fn now(mut self, value: impl ToString) -> Self {
        self.values = vec![value.to_string()];
        self
    }

    /// What stands in it now, if anything does.
    pub fn now_maybe(mut self, value: Option<impl ToString>) -> Self {
        self.values = value.map(|value| value.to_string()).into_iter().collect();
        self
    }

    /// Everything that is chosen in it now.
    pub fn now_all(mut self, values: Vec<String>) -> Self {
        self.values = values;
        self
    }

    /// Begins a group of fields.
    pub fn under(mut self, heading: impl Into<String>) -> Self {
        self.heading = begun(&heading.into());
        self
    }

    /// As the person left it.
    pub fn typed(&mut self, typed: &Typed) {
        let all = typed.all(&self.name);
        let typed = all.into_iter().map(ToOwned::to_owned).collect();
        self.before = std::mem::replace(&mut self.values, typed);
    }

    /// Whether it was asked for and nothing was filled in. A tick may be left out; a missing file is told by whoever
    /// takes it in.
    pub fn is_left_empty(&self) -> bool {
        let may_be_empty = matches!(
            self.widget,
            Widget::Tick | Widget::Ticks(_) | Widget::File | Widget::Password(_)
        );
        let is_blank = self.values.iter().all(|value| value.trim().is_empty());
        !self.optional && !may_be_empty && is_blank
    }

    /// What stands in it, for a template.
    pub fn value(&self) -> String {
        self.shown(&self.values)
    }

    fn shown(&self, values: &[String]) -> String {
        let value = values.first().cloned().unwrap_or_default();
        match self.widget {
            Widget::Date => date::to_type(&value),
            Widget::Password(_) | Widget::File => String::new(),
            _ => value,
        }
    }

    /// Whether a value is chosen.
    pub fn has(&self, value: &str) -> bool {
        self.values.iter().any(|own| own == value)
    }

    /// The key that ties label, hint and error to the field.
    pub fn id(&self) -> String {
        format!("f-{}", self.name.replace('.', "-"))
    }

    /// Where a link to the field leads: its first choice, where it has choices.
    pub fn anchor(&self) -> String {
        match &self.widget {
            Widget::Radios(_) | Widget::Ticks(_) => format!("{}-1", self.id()),
            _ => self.id(),
        }
    }

    /// The keys of what describes the field, for `aria-describedby`.
    pub fn described_by(&self) -> String {
        let mut keys = Vec::new();
        if !self.hint.is_empty() {
            keys.push(format!("{}-hint", self.id()));
        }
        if !self.error.is_empty() {
            keys.push(format!("{}-error", self.id()));
        }
        keys.join(" ")
    }

    /// What stands in it as words, for a page that asks whether everything is right.
    pub fn in_words(&self) -> String {
        self.words_of(&self.values)
    }

    /// What stood in it before the person changed it, as words.
    pub fn was_in_words(&self) -> String {
        self.words_of(&self.before)
    }

    /// Whether the person changed what stood in it.
    pub fn is_changed(&self) -> bool {
        self.words_of(&self.values) != self.words_of(&self.before)
    }

    fn words_of(&self, values: &[String]) -> String {
        match &self.widget {
            Widget::Radios(choices) | Widget::Select(choices) | Widget::Ticks(choices) => choices
                .iter()
                .filter(|choice| values.contains(&choice.value))
                .map(|choice| choice.words.as_str())
                .collect::<Vec<_>>()
                .join(", "),
            Widget::Password(_) => "••••••".to_owned(),
            Widget::Tick if values.iter().any(|one| one == "true" || one == "on") => "✓".to_owned(),
            Widget::Tick => String::new(),
            // The same day or text, however it was typed.
            Widget::Date => date::in_words(&date::typed(&self.shown(values))),
            _ => self.shown(values).replace("\r\n", "\n").trim().to_owned(),
        }
    }
}
