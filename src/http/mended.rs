//! A body of the wrong shape, made readable: so that the rules can be asked about all that is right in it.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::shape::Shape;
use crate::error::FieldError;

/// How much of a body a rule looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// One field.
    Field,
    /// Several fields of an object together.
    Together,
}

/// How many places the reader may mind that the schema does not.
const MOST_MENDED_LATER: usize = 16;

/// A body in which every place of the wrong shape holds something plain of the right one.
pub struct Mended<'a> {
    shape: &'a Shape,
    body: Value,
    places: Vec<String>,
    later: usize,
}

impl<'a> Mended<'a> {
    /// Puts something plain in the place of every fault of shape.
    pub fn new(shape: &'a Shape, body: Value, faults: &[FieldError]) -> Self {
        let mut mended = Self {
            shape,
            body,
            places: Vec::new(),
            later: 0,
        };
        for fault in faults {
            // A value of the right type out of its range can be read, and the rule says its limits.
            if !matches!(fault.code.as_str(), "range" | "length") {
                mended.put(&fault.pointer);
            }
        }
        mended
    }

    /// Reads it.
    ///
    /// # Errors
    /// What the reader minds now, and where.
    pub fn read<T: DeserializeOwned>(
        &self,
    ) -> Result<T, serde_path_to_error::Error<serde_json::Error>> {
        serde_path_to_error::deserialize(&self.body)
    }

    /// Mends one more place; `false` when it was mended before, or there were enough.
    pub fn mend(&mut self, pointer: &str) -> bool {
        self.later += 1;
        if self.later > MOST_MENDED_LATER || self.places.iter().any(|place| place == pointer) {
            return false;
        }
        self.put(pointer);
        true
    }

    /// Whether a fault of this reach at this place may be one of what was put there.
    pub fn touches(&self, pointer: &str, reach: Reach) -> bool {
        self.places.iter().any(|place| {
            is_within(pointer, place) || (reach == Reach::Together && is_within(place, pointer))
        })
    }

    fn put(&mut self, pointer: &str) {
        self.places.push(pointer.to_owned());
        let sample = self.shape.sample(pointer);
        let Some((parent, name)) = pointer.rsplit_once('/') else {
            self.body = sample.unwrap_or_default();
            return;
        };
        let name = name.replace("~1", "/").replace("~0", "~");
        match (self.body.pointer_mut(parent), sample) {
            (Some(Value::Object(fields)), Some(sample)) => {
                fields.insert(name, sample);
            }
            // No field of that name belongs there.
            (Some(Value::Object(fields)), None) => {
                fields.remove(&name);
            }
            (Some(Value::Array(items)), Some(sample)) => {
                let item = name.parse().ok().and_then(|at: usize| items.get_mut(at));
                if let Some(item) = item {
                    *item = sample;
                }
            }
            _ => (),
        }
    }
}

/// Whether a place is another one, or lies in it.
fn is_within(place: &str, outer: &str) -> bool {
    place
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
