//! What every handler needs: the JSON face of errors, bodies, versions and repeated requests.

pub mod api;
pub mod body;
pub mod docs;
pub mod file;
pub mod known_paths;
pub mod observe;
pub mod openapi;
pub mod problem;
pub mod reply;
pub mod routes;
pub mod shape;
