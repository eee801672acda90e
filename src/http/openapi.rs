//! The OpenAPI document: gathered from the handlers, completed with what is true of every one of them.

use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::schema::{Object, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{OpenApi, Ref, Required};
use utoipa::{OpenApi as _, ToSchema};

use super::problem::Problem;

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
    if let Some(components) = api.components.as_mut() {
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        components.add_security_scheme("bearer", scheme);
        let mut schemas = Vec::new();
        <Problem as ToSchema>::schemas(&mut schemas);
        components.schemas.extend(schemas);
        for (status, words) in FAILURES.iter().chain(&SIGNED_IN_FAILURES) {
            components
                .responses
                .insert(format!("Failure{status}"), failure(words).into());
        }
    }
    for (path, item) in &mut api.paths.paths {
        let path = path.clone();
        let open = OPEN.contains(&path.as_str());
        for (method, operation) in operations(item) {
            // Ending a session needs one, though the path to begin one is open.
            complete_operation(operation, method, open && method != "delete");
            if says_what_it_saw(&path, method) {
                add_header(
                    operation,
                    "If-Match",
                    "The version you saw, such as \"3\"",
                    Required::True,
                    Some("^\"[0-9]{1,18}\"$"),
                );
            }
        }
    }
    api
}

/// What is added to a thing that was seen: where a unit stands, how it ends, what a document says, how a remark is
/// answered.
const TAKEN_ON_A_VERSION: [&str; 4] = ["/placements", "/successors", "/versions", "/resolution"];

/// Changes, steps and signatures are taken on a version that was seen; one's own account and sessions are not shared.
fn says_what_it_saw(path: &str, method: &str) -> bool {
    !crate::auth::actor::is_own_account(path)
        && (matches!(method, "put" | "patch" | "delete")
            || path.ends_with("/steps")
            || path.ends_with("/signature")
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

/// The ways in which any operation can fail.
const FAILURES: [(&str, &str); 12] = [
    ("400", "The request cannot be read"),
    ("404", "There is no such thing, or you may not know of it"),
    ("405", "The path does not take this method"),
    (
        "409",
        "The step cannot be taken now; every reason is listed",
    ),
    ("412", "The thing has changed since you read it"),
    ("413", "The body is too large"),
    ("415", "The body is of a kind this path does not take"),
    ("422", "The input is off; every field is listed"),
    ("428", "If-Match is missing"),
    ("429", "Too many tries; see Retry-After"),
    ("500", "A defect; the server's log has it under `instance`"),
    ("503", "Busy; see Retry-After"),
];

/// The ways in which an operation can fail that asks who is there.
const SIGNED_IN_FAILURES: [(&str, &str); 2] = [
    ("401", "You are not signed in, or no longer"),
    (
        "403",
        "You see it but may not do this; the reasons say who may",
    ),
];

fn complete_operation(operation: &mut Operation, method: &str, open: bool) {
    for (status, _) in FAILURES {
        add_failure(operation, status);
    }
    if !open {
        operation.security = Some(vec![SecurityRequirement::new(
            "bearer",
            Vec::<String>::new(),
        )]);
        for (status, _) in SIGNED_IN_FAILURES {
            add_failure(operation, status);
        }
    }
    if method == "post" && !open {
        add_header(
            operation,
            "Idempotency-Key",
            "Makes a repeated request the same request, for 24 hours",
            Required::False,
            None,
        );
    }
    for response in operation.responses.responses.values_mut() {
        let utoipa::openapi::RefOr::T(response) = response else {
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

/// Refers to the failure that every operation shares.
fn add_failure(operation: &mut Operation, status: &str) {
    operation
        .responses
        .responses
        .entry(status.to_owned())
        .or_insert_with(|| Ref::new(format!("#/components/responses/Failure{status}")).into());
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

fn add_header(
    operation: &mut Operation,
    name: &str,
    words: &str,
    required: Required,
    pattern: Option<&str>,
) {
    let text: Object = ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .max_length(Some(255))
        .pattern(pattern)
        .build();
    let header = ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(required)
        .description(Some(words))
        .schema(Some(text))
        .build();
    operation
        .parameters
        .get_or_insert_default()
        .push(header.into());
}
