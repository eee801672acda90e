//! The style sheet and the scripts, from inside the binary: named by their content, so that a browser may keep
//! them for ever, and compressed once.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::web::{Bytes, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::RustEmbed;

use super::page::error::PageError;
use crate::error::Error;

#[derive(RustEmbed)]
#[folder = "src/http/assets"]
#[include = "*.css"]
#[include = "*.js"]
#[include = "*.svg"]
struct Files;

/// How many characters of the content's hash stand in its address.
const HASH_LENGTH: usize = 12;

/// A file as it is sent.
struct Asset {
    hash: String,
    media_type: &'static str,
    plain: Bytes,
    compressed: Bytes,
}

static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    let named = Files::iter().filter_map(|name| Some((name.to_string(), asset(&name)?)));
    named.collect()
});

fn asset(name: &str) -> Option<Asset> {
    let file = Files::get(name)?;
    let plain = Bytes::copy_from_slice(&file.data);
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&plain).ok()?;
    Some(Asset {
        hash: hex::encode(file.metadata.sha256_hash())
            .chars()
            .take(HASH_LENGTH)
            .collect(),
        media_type: media_type(name),
        compressed: encoder.finish().ok()?.into(),
        plain,
    })
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

/// The address of a file of ours, with its content's hash in it.
pub fn address(name: &str) -> String {
    let hash = ASSETS.get(name).map_or("none", |asset| &asset.hash);
    format!("/assets/{hash}/{name}")
}

/// The path of the files.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(send);
}

#[get("/assets/{hash}/{name:.*}")]
async fn send(req: HttpRequest, path: Path<(String, String)>) -> Result<HttpResponse, PageError> {
    let (hash, name) = path.into_inner();
    let asset = ASSETS
        .get(&name)
        .filter(|asset| asset.hash == hash)
        .ok_or(Error::NotFound)?;
    let takes_gzip = req
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("gzip"));
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::CONTENT_TYPE, asset.media_type))
        .insert_header((header::VARY, "Accept-Encoding"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"));
    if takes_gzip {
        answer.insert_header((header::CONTENT_ENCODING, "gzip"));
        return Ok(answer.body(asset.compressed.clone()));
    }
    Ok(answer.body(asset.plain.clone()))
}
