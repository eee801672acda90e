//! Tells an unknown path from a known path asked in the wrong way.

use actix_web::dev::ResourceDef;
use actix_web::{HttpRequest, HttpResponse, web};
use utoipa::openapi::OpenApi;

use super::api::ApiError;
use super::docs::ApiDocument;
use crate::error::Error;

/// The paths of the API and the methods each takes, read from the OpenAPI document.
pub struct KnownPaths(Vec<(ResourceDef, Vec<&'static str>)>);

impl KnownPaths {
    /// Reads them.
    pub fn of(api: &OpenApi) -> Self {
        let paths = api.paths.paths.iter().map(|(path, item)| {
            let methods = [
                ("GET", item.get.is_some()),
                ("HEAD", item.get.is_some()),
                ("POST", item.post.is_some()),
                ("PUT", item.put.is_some()),
                ("PATCH", item.patch.is_some()),
                ("DELETE", item.delete.is_some()),
            ];
            let taken = methods
                .into_iter()
                .filter(|(_, taken)| *taken)
                .map(|(method, _)| method)
                .collect();
            (ResourceDef::new(path.as_str()), taken)
        });
        Self(paths.collect())
    }

    fn methods(&self, path: &str) -> Option<String> {
        let found: Vec<&str> = self
            .0
            .iter()
            .filter(|(pattern, _)| pattern.is_match(path))
            .flat_map(|(_, methods)| methods.iter().copied())
            .collect();
        if found.is_empty() {
            None
        } else {
            Some(found.join(", "))
        }
    }
}

/// The answer where no handler took the request.
pub async fn nothing_here(
    req: HttpRequest,
    document: web::Data<ApiDocument>,
) -> Result<HttpResponse, ApiError> {
    match document.known_paths().methods(req.path()) {
        Some(allow) => Err(Error::MethodNotAllowed { allow }.into()),
        None => Err(Error::NotFound.into()),
    }
}
