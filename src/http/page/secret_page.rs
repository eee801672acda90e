//! A page that shows a secret once: the token of a reset, of another system, the address of a calendar.

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::error::PageError;
use super::form_page::{FormPage, Sent, checked, refused, sent};
use super::{Link, Shell, see_other_saying, show};
use crate::auth::actor::Actor;
use crate::db::id::Id;
use crate::db::{AnyConnection, Db};
use crate::error::Error;
use crate::http::form::Said;
use crate::http::reply::{Once, Reply};

/// A secret that is shown once.
#[derive(Template, Debug, Clone)]
#[template(path = "http/page/secret.html")]
pub struct SecretPage {
    /// What stands around it.
    pub shell: Shell,
    /// What it is.
    pub title: String,
    /// Whose or what for.
    pub about: String,
    /// What to do with it, and that it is not shown again.
    pub lead: String,
    /// The secret itself.
    pub secret: String,
    /// What else to know, such as until when it is good.
    pub notes: Vec<String>,
    /// The way on.
    pub on: Link,
}

/// Makes something with a secret, as [`submit`](super::form_page::submit) does, and shows the secret. The secret is kept
/// nowhere: the same form sent again leads on to where the thing is, with a sentence that says so.
///
/// # Errors
/// What no change of the form could mend.
pub async fn submit_for_secret<T, I, F>(
    req: &HttpRequest,
    db: &Db,
    actor: Actor,
    (page, said): (FormPage, Said<T>),
    (made, secret): (Id<I>, SecretPage),
    work: F,
) -> Result<HttpResponse, PageError>
where
    T: Send + Sync + 'static,
    I: 'static,
    F: Fn(&mut AnyConnection, &Actor, &T) -> Result<(), Error> + Send + 'static,
{
    let (page, said, body) = match sent(req, page, said) {
        Sent::Do(page, said, body) => (*page, said, body),
        Sent::Check(page, said, body) => {
            let tried = db.rehearse(move |conn| work(conn, &actor, &body));
            return checked(req, *page, &said, tried.await);
        }
        Sent::Back(answer) => return answer,
    };
    let once = Once::of_a_form(said.once.clone(), req)?;
    let done = once
        .reply(db, actor, &said.typed.fingerprint(), move |conn, actor| {
            work(conn, actor, &body)?;
            Reply::ok(&made.to_string())
        })
        .await;
    match done {
        Ok(reply) if reply.tells_of(made) => show(req, &secret),
        Ok(_) => {
            let sentence = secret.shell.say("secret-shown-before");
            Ok(see_other_saying(req, &secret.on.href, &sentence))
        }
        Err(error) => refused(req, page, &said, error),
    }
}
