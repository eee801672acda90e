//! What every handler needs: the JSON face (errors, bodies, versions, repeated requests) and the HTML face (pages,
//! forms, cookies, files).

pub mod api;
pub mod assets;
pub mod body;
pub mod cookie;
pub mod csrf;
pub mod docs;
pub mod file;
pub mod form;
pub mod known_paths;
mod mended;
pub mod multipart;
pub mod observe;
pub mod openapi;
pub mod packing;
pub mod page;
pub mod problem;
pub mod problems;
pub mod proxy;
pub mod reply;
pub mod routes;
pub mod shape;
pub mod tidy;
pub mod unread;
