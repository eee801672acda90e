//! The OpenAPI document: gathered from the handlers, completed with what is true of every one of them.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn, PathItem};
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Components, OpenApi, Ref, RefOr};
use utoipa::{IntoParams, OpenApi as _, ToSchema};

use super::body::Seen;
use super::problem::Problem;
use super::reply::Once;

/// The words that stand before the paths.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "daihoi",
        description = "Plans, runs and follows up a round of Party branch congresses, in the order the regulation lays down.\n\n\
            Every failure is `application/problem+json`. Every `POST` takes an `Idempotency-Key`. What can change has a \
            `version`, sent back as `ETag` and asked for as `If-Match`. Lists are pages with an opaque `cursor`.",
    ),
    components(schemas(Problem)),
    servers((url = "/")),
    tags(
        (name = "sessions", description = "Signing in and out"),
        (name = "plans", description = "A committee's plan for a round of congresses"),
        (name = "congresses", description = "One branch's congress"),
        (name = "congress day", description = "Programme, organs, votes, targets and resolution of one congress"),
        (name = "notices", description = "Whose turn it is"),
        (name = "events", description = "What happened, for other systems to follow"),
        (name = "audit", description = "Who did what, in chains that show every change"),
    ),
)]
struct Preface;

/// The document before any path is in it.
pub fn preface() -> OpenApi {
    Preface::openapi()
}

/// The paths that are asked without being signed in.
const OPEN: [&str; 6] = [
    "/api/v1/sessions",
    "/api/v1/sessions/refresh",
    "/api/v1/setup",
    "/api/v1/password-resets",
    "/healthz",
    "/readyz",
];

/// Completes every operation: who must be signed in, which headers it takes, how it can fail.
pub fn complete(mut api: OpenApi) -> OpenApi {
    let mut keyed = Keyed::default();
    if let Some(components) = api.components.as_mut() {
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        components.add_security_scheme("bearer", scheme);
        let mut schemas = Vec::new();
        <Problem as ToSchema>::schemas(&mut schemas);
        components.schemas.extend(schemas);
        for (status, words, _) in FAILURES {
            components
                .responses
                .insert(format!("Failure{status}"), failure(words).into());
        }
        keyed = Keyed::of(components);
    }
    for (path, item) in &mut api.paths.paths {
        let path = path.clone();
        let open = OPEN.contains(&path.as_str());
        for (method, operation) in operations(item) {
            // Ending a session needs one, though the path to begin one is open.
            let signed_in = !(open && method != "delete");
            add_headers(operation, &path, method, signed_in);
            add_failures(operation, &Taken::by(operation, &path, method, &keyed));
        }
    }
    api
}

/// What is added to a thing that was seen: where a unit stands, how it ends, what a document says, how a remark is
/// answered.
const TAKEN_ON_A_VERSION: [&str; 4] = ["/placements", "/successors", "/versions", "/resolution"];

/// Changes, steps, signatures and the commit of an import are taken on a version that was seen; one's own account and sessions are not shared.
fn says_what_it_saw(path: &str, method: &str) -> bool {
    !crate::auth::actor::is_own_account(path)
        && (matches!(method, "put" | "patch" | "delete")
            || path.ends_with("/steps")
            || path.ends_with("/signature")
            || path.ends_with("/commit")
            || (method == "post" && TAKEN_ON_A_VERSION.iter().any(|end| path.ends_with(end))))
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    [
        ("get", item.get.as_mut()),
        ("post", item.post.as_mut()),
        ("put", item.put.as_mut()),
        ("patch", item.patch.as_mut()),
        ("delete", item.delete.as_mut()),
    ]
    .into_iter()
    .filter_map(|(method, operation)| operation.map(|operation| (method, operation)))
}

/// What an operation takes: from it follows how it can fail.
struct Taken {
    signed_in: bool,
    own_account: bool,
    changes: bool,
    body: bool,
    seen: bool,
    repeatable: bool,
    query: bool,
    names_something: bool,
}

impl Taken {
    fn by(operation: &Operation, path: &str, method: &str, keyed: &Keyed) -> Self {
        let parameters: Vec<&Parameter> = parameters_of(operation).collect();
        let takes_header = |name: &str| {
            let mut all = parameters.iter();
            all.any(|it| it.parameter_in == ParameterIn::Header && it.name == name)
        };
        Self {
            signed_in: operation.security.is_some(),
            own_account: crate::auth::actor::is_own_account(path),
            changes: method != "get",
            body: operation.request_body.is_some(),
            seen: takes_header("If-Match"),
            repeatable: takes_header("Idempotency-Key"),
            query: parameters
                .iter()
                .any(|it| it.parameter_in == ParameterIn::Query),
            names_something: path.contains('{')
                || keyed.is_in(&operation.request_body)
                || keyed.is_in(&operation.parameters),
        }
    }
}

/// A status, its words, and which operations can fail so.
type Failure = (&'static str, &'static str, fn(&Taken) -> bool);

/// The ways in which operations fail, and which can fail so. An operation that can fail otherwise says so itself,
/// as `(status = 429)` among its responses.
const FAILURES: [Failure; 13] = [
    ("400", "The request cannot be read", |it| it.body || it.seen),
    ("401", "You are not signed in, or no longer", |it| {
        it.signed_in
    }),
    (
        "403",
        "You see it but may not do this; the reasons say who may",
        |it| it.signed_in && (it.changes || !it.own_account),
    ),
    (
        "404",
        "There is no such thing, or you may not know of it",
        |it| it.names_something,
    ),
    (
        "409",
        "The step cannot be taken now; every reason is listed",
        |it| it.changes,
    ),
    ("412", "The thing has changed since you read it", |it| {
        it.seen
    }),
    ("413", "The body is too large", |it| it.body),
    (
        "415",
        "The body is of a kind this path does not take",
        |it| it.body,
    ),
    ("422", "The input is off; every field is listed", |it| {
        it.body || it.query || it.repeatable
    }),
    ("428", "If-Match is missing", |it| it.seen),
    ("429", "Too many tries; see Retry-After", |_| false),
    (
        "500",
        "A defect; the server's log has it under `instance`",
        |_| true,
    ),
    (
        "503",
        "Busy, or unable to store anything; see Retry-After",
        |_| true,
    ),
];

/// Which schemas of the document hold the key of something that may not be there.
#[derive(Default)]
struct Keyed(BTreeSet<String>);

impl Keyed {
    fn of(components: &Components) -> Self {
        let schemas: Vec<(&String, String)> = components
            .schemas
            .iter()
            .map(|(name, schema)| (name, written(schema)))
            .collect();
        let mut keyed = Self::default();
        // A schema that refers to a keyed one is keyed: again until no more are found.
        loop {
            let known = keyed.0.len();
            let found = schemas
                .iter()
                .filter(|(_, schema)| keyed.is_in_words(schema));
            let found: Vec<String> = found.map(|(name, _)| (*name).clone()).collect();
            keyed.0.extend(found);
            if keyed.0.len() == known {
                return keyed;
            }
        }
    }

    fn is_in<T: Serialize>(&self, part: &T) -> bool {
        self.is_in_words(&written(part))
    }

    fn is_in_words(&self, schema: &str) -> bool {
        schema.contains(r#""format":"uuid""#)
            || self
                .0
                .iter()
                .any(|name| schema.contains(&format!(r##""$ref":"#/components/schemas/{name}""##)))
    }
}

fn written<T: Serialize>(part: &T) -> String {
    serde_json::to_string(part).unwrap_or_default()
}

/// The parameters that are written out at the operation; all are.
fn parameters_of(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    let parameters = operation.parameters.iter().flatten();
    parameters.filter_map(|parameter| match parameter {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    })
}

fn add_headers(operation: &mut Operation, path: &str, method: &str, signed_in: bool) {
    if signed_in {
        operation.security = Some(vec![SecurityRequirement::new(
            "bearer",
            Vec::<String>::new(),
        )]);
    }
    let says_it_itself = parameters_of(operation).any(|it| it.name == "If-Match");
    let mut headers = Vec::new();
    if signed_in && method == "post" {
        headers.extend(Once::into_params(|| None));
    }
    if says_what_it_saw(path, method) && !says_it_itself {
        headers.extend(Seen::into_params(|| None));
    }
    if !headers.is_empty() {
        let parameters = operation.parameters.get_or_insert_default();
        parameters.extend(headers.into_iter().map(RefOr::T));
    }
}

fn add_failures(operation: &mut Operation, taken: &Taken) {
    for (status, _, applies) in FAILURES {
        let responses = &mut operation.responses.responses;
        // What the operation says itself is said in the words that all share.
        if applies(taken) || responses.contains_key(status) {
            let shared = Ref::new(format!("#/components/responses/Failure{status}"));
            responses.insert(status.to_owned(), shared.into());
        }
    }
    for response in operation.responses.responses.values_mut() {
        let RefOr::T(response) = response else {
            continue;
        };
        response
            .headers
            .entry("x-request-id".to_owned())
            .or_insert_with(|| {
                HeaderBuilder::new()
                    .description(Some("The request's id, as in the server's log"))
                    .build()
                    .into()
            });
    }
}

/// A failure, written once for all operations.
fn failure(words: &str) -> Response {
    let body = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    ResponseBuilder::new()
        .description(words)
        .content("application/problem+json", body)
        .build()
}
