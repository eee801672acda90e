//! The pages of documents: the dossier of a congress, one document with versions, remarks and reviews, its forms.

mod list;
mod secrecy;
mod show;
mod steps;

use actix_web::web::ServiceConfig;

use super::model::{Document, DocumentId};
use crate::http::page::Shell;

/// The pages of documents.
pub fn routes(cfg: &mut ServiceConfig) {
    list::routes(cfg);
    show::routes(cfg);
    steps::routes(cfg);
    secrecy::routes(cfg);
}

/// Where the page of a document is.
pub fn path(id: DocumentId) -> String {
    format!("/documents/{id}")
}

/// What a document is called: its title; of a classified one, what it is.
pub fn title(shell: &Shell, document: &Document) -> String {
    if document.title.is_empty() {
        shell.term("document-kind", document.kind)
    } else {
        document.title.clone()
    }
}
