//! What goes out as a file to keep.

use actix_web::http::header::{
    Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};

/// The header that has a browser keep the answer as a file of that name, whatever letters are in it.
pub fn attachment(file_name: &str) -> ContentDisposition {
    named(DispositionType::Attachment, file_name)
}

/// The header that has a browser show the answer, and name it so when it is kept.
pub fn shown(file_name: &str) -> ContentDisposition {
    named(DispositionType::Inline, file_name)
}

fn named(disposition: DispositionType, file_name: &str) -> ContentDisposition {
    let plain: String = file_name
        .chars()
        .map(|letter| match letter {
            '"' | '\\' => '_',
            letter if letter.is_ascii_graphic() || letter == ' ' => letter,
            _ => '_',
        })
        .collect();
    ContentDisposition {
        disposition,
        parameters: vec![
            DispositionParam::Filename(plain),
            DispositionParam::FilenameExt(ExtendedValue {
                charset: Charset::Ext("UTF-8".to_owned()),
                language_tag: None,
                value: file_name.as_bytes().to_vec(),
            }),
        ],
    }
}
