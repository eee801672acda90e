//! What a list or a chart is asked for: the query of the address, as a form without `method` sends it.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use chrono::NaiveDate;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use validator::Validate;

use super::date;
use super::error::PageError;
use crate::http::body::read_query;

/// As [`Query`](crate::http::body::Query), with what was left empty left out: a form of filters sends every field.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned + Validate> FromRequest for Asked<T> {
    type Error = PageError;
    type Future = Ready<Result<Self, PageError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let mut filled = form_urlencoded::Serializer::new(String::new());
        for (name, value) in form_urlencoded::parse(req.query_string().as_bytes()) {
            if !value.trim().is_empty() {
                filled.append_pair(&name, &value);
            }
        }
        let read = read_query(&filled.finish());
        ready(read.map(Asked).map_err(PageError::from))
    }
}

/// A date in an address, as it is typed or as the API writes it: with `#[serde(default, deserialize_with = …)]`.
///
/// # Errors
/// What is no date.
pub fn typed_date<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<NaiveDate>, D::Error> {
    let text = String::deserialize(reader)?;
    let day = date::typed(&text).parse().map_err(D::Error::custom)?;
    Ok(Some(day))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[derive(Deserialize, Validate)]
    struct Wanted {
        state: Option<String>,
        #[serde(default, deserialize_with = "typed_date")]
        on: Option<NaiveDate>,
    }

    fn asked(address: &str) -> Result<Wanted, PageError> {
        let req = TestRequest::with_uri(address).to_http_request();
        let read = Asked::<Wanted>::from_request(&req, &mut Payload::None);
        read.into_inner().map(|asked| asked.0)
    }

    #[test]
    fn what_was_left_empty_is_not_asked_for() {
        let wanted = asked("/x?state=&on=+").expect("a question");
        assert_eq!((wanted.state, wanted.on), (None, None));
        let wanted = asked("/x?state=closed&on=11/5/2022").expect("a question");
        assert_eq!(wanted.state.as_deref(), Some("closed"));
        assert_eq!(wanted.on, NaiveDate::from_ymd_opt(2022, 5, 11));
        assert!(asked("/x?on=31/2/2022").is_err());
    }
}
