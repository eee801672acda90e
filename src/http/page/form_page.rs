//! A page with a form: the same for making, changing and taking a step. It shows what is wrong on top and at the
//! field, keeps what was typed, and for what cannot be undone asks once more.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::error::PageError;
use super::{Link, Shell, see_other_saying, show, show_as};
use crate::auth::actor::Actor;
use crate::auth::token::new_secret;
use crate::db::{AnyConnection, Db};
use crate::error::{Error, FieldError};
use crate::http::form::Said;
use crate::http::form::field::{Field, Widget};
use crate::http::problem::{self, ReasonView};
use crate::http::reply::{Once, Reply};

/// A page with a form.
#[derive(Template, Debug, Clone)]
#[template(path = "http/page/form.html")]
pub struct FormPage {
    /// What stands around it.
    pub shell: Shell,
    /// What is done here.
    pub title: String,
    /// What it is done to.
    pub about: String,
    /// What will happen, in a sentence or two.
    pub lead: String,
    /// The way back.
    pub back: Option<Link>,
    /// Where the form is sent.
    pub action: String,
    /// The words on the button.
    pub submit: String,
    /// What is shown above the fields: a name and what it is.
    pub facts: Vec<(String, String)>,
    /// What to fill in.
    pub fields: Vec<Field>,
    /// Other ways, below the form.
    pub beside: Vec<Link>,
    /// The address of a part that is shown anew every second, such as how far a long piece of work is.
    pub live: String,
    /// What goes along unseen.
    pub hidden: Vec<(String, String)>,
    /// The version of the thing that the form was made for.
    pub version: Option<i64>,
    /// What to know before it is done: stops nothing.
    pub warnings: Vec<ReasonView>,
    /// Whether it cannot be undone, so that the person is asked once more.
    pub is_final: bool,
    /// Whether the person is shown only what they changed, when they are asked once more.
    pub only_changes: bool,
    /// Whether a file goes with it.
    pub is_upload: bool,
    /// A second button, by name and words: it changes the form and does nothing yet.
    pub another: Option<(String, String)>,
    /// What went wrong; empty when nothing has.
    pub trouble: String,
    /// Every reason why it was refused.
    pub reasons: Vec<ReasonView>,
    /// What is wrong with what was typed, where no field of the form is to blame.
    pub loose: Vec<String>,
    /// Whether the person is being asked once more.
    pub checking: bool,
    /// What makes the form sent twice the same form.
    pub once: String,
}

impl FormPage {
    /// A form that is sent to `action`.
    pub fn new(
        shell: &Shell,
        title: impl Into<String>,
        action: impl Into<String>,
        back: Option<Link>,
    ) -> Self {
        let title = title.into();
        Self {
            shell: shell.clone(),
            about: String::new(),
            lead: String::new(),
            back,
            action: action.into(),
            submit: title.clone(),
            title,
            facts: Vec::new(),
            fields: Vec::new(),
            beside: Vec::new(),
            live: String::new(),
            hidden: Vec::new(),
            version: None,
            warnings: Vec::new(),
            is_final: false,
            only_changes: false,
            is_upload: false,
            another: None,
            trouble: String::new(),
            reasons: Vec::new(),
            loose: Vec::new(),
            checking: false,
            once: new_secret(""),
        }
    }

    /// Says what it is done to.
    pub fn about(mut self, name: impl Into<String>) -> Self {
        self.about = name.into();
        self
    }

    /// Says what will happen.
    pub fn lead(mut self, words: impl Into<String>) -> Self {
        self.lead = words.into();
        self
    }

    /// The fields.
    pub fn fields(mut self, fields: Vec<Field>) -> Self {
        self.fields = fields;
        self
    }

    /// Shows something above the fields.
    pub fn fact(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.facts.push((name.into(), value.into()));
        self
    }

    /// Another way, below the form.
    pub fn beside(mut self, link: Link) -> Self {
        self.beside.push(link);
        self
    }

    /// Shows how far it is while the form is being answered, where scripts run.
    pub fn live(mut self, address: impl Into<String>) -> Self {
        self.live = address.into();
        self
    }

    /// The button says something else than the heading.
    pub fn submit(mut self, words: impl Into<String>) -> Self {
        self.submit = words.into();
        self
    }

    /// Something that goes along unseen.
    pub fn hidden(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.hidden.push((name.into(), value.to_string()));
        self
    }

    /// The version of the thing that the form is about.
    pub fn version(mut self, version: i64) -> Self {
        self.version = Some(version);
        self
    }

    /// It cannot be undone.
    pub fn is_final(mut self) -> Self {
        self.is_final = true;
        self
    }

    /// When the person is asked once more, they are shown what they changed, and what stood there before.
    pub fn only_changes(mut self) -> Self {
        self.only_changes = true;
        self
    }

    /// Whether a field is shown to whoever is asked once more.
    pub fn is_checked(&self, field: &Field) -> bool {
        !self.only_changes || field.is_changed()
    }

    /// A file goes with it.
    pub fn is_upload(mut self) -> Self {
        self.is_upload = true;
        self
    }

    /// A second button, which changes the form and does nothing yet; its name begins with `form_`.
    pub fn another(mut self, name: impl Into<String>, words: impl Into<String>) -> Self {
        self.another = Some((name.into(), words.into()));
        self
    }

    /// Whether a field has something wrong with it, or the whole was refused.
    pub fn is_troubled(&self) -> bool {
        !self.trouble.is_empty()
    }

    /// Shows the form, empty or with what stands.
    ///
    /// # Errors
    /// Internal, should the template fail.
    pub fn show(&self, req: &HttpRequest) -> Result<HttpResponse, PageError> {
        show(req, &self.clone().checked_at_once())
    }

    /// A form that cannot be undone and asks for nothing is its own check page.
    fn checked_at_once(mut self) -> Self {
        self.checking |= self.is_final && self.fields.is_empty() && !self.is_troubled();
        self
    }

    /// Shows the form again where it could not be read for what was sent in one of its fields.
    ///
    /// # Errors
    /// Internal, should the template fail.
    pub fn spoiled(
        mut self,
        req: &HttpRequest,
        field: &str,
        error: &Error,
    ) -> Result<HttpResponse, PageError> {
        let problem = problem::describe(error, self.shell.language, "");
        self.trouble = problem.title;
        match self.fields.iter_mut().find(|one| one.name == field) {
            Some(field) => field.error = problem.detail,
            None => self.loose.push(problem.detail),
        }
        show_as(req, problem::status(error), &self)
    }

    fn keeps(mut self, said: &Said<()>) -> Self {
        for field in &mut self.fields {
            field.typed(&said.typed);
        }
        self.version = said.version.or(self.version);
        if let Some(once) = &said.once {
            self.once.clone_from(once);
        }
        self
    }

    /// Says what is wrong, at the field where there is one.
    fn blames(mut self, said: &Said<()>, error: Error) -> Self {
        let problem = problem::describe(&error, self.shell.language, "");
        self.trouble = problem.detail;
        self.reasons = problem.reasons;
        if !self.reasons.is_empty() {
            self.trouble = problem.title;
        }
        if let Error::Invalid(fields) = error {
            for (name, problem) in said.by_field(fields) {
                self.blame(&name, &problem);
            }
            self.blame_what_is_left_empty();
        }
        self
    }

    /// Whatever the body makes of it: what the form asks for and nobody filled in is a fault at its field.
    fn blame_what_is_left_empty(&mut self) {
        let words = self
            .shell
            .language
            .on_a_page(&FieldError::new("", "required"));
        let empty = |field: &&mut Field| field.is_left_empty() && field.error.is_empty();
        for field in self.fields.iter_mut().filter(empty) {
            field.error.clone_from(&words);
        }
    }

    fn blame(&mut self, name: &str, problem: &FieldError) {
        let words = self.shell.language.on_a_page(problem);
        match self.fields.iter_mut().find(|field| field.name == name) {
            Some(field) if field.error.is_empty() => field.error = words,
            Some(_) => (),
            None if name.is_empty() => self.loose.push(words),
            None => self.loose.push(format!("{name}: {words}")),
        }
    }
}

/// What a form did: where to go on, and the sentence to show there.
#[derive(Debug, Clone)]
pub struct Done {
    /// The page that follows.
    pub location: String,
    /// What was done, with number and time where there is one.
    pub sentence: String,
}

impl Done {
    /// Goes on to a page with a sentence.
    pub fn at(location: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self {
            location: location.into(),
            sentence: sentence.into(),
        }
    }
}

/// Does what a form says, in one transaction and once, however often it is sent; or shows the form again with what is
/// wrong and everything that was typed.
///
/// # Errors
/// What no change of the form could mend.
pub async fn submit<T, F>(
    req: &HttpRequest,
    db: &Db,
    actor: Actor,
    page: FormPage,
    said: Said<T>,
    work: F,
) -> Result<HttpResponse, PageError>
where
    T: Send + Sync + 'static,
    F: Fn(&mut AnyConnection, &Actor, &T) -> Result<Done, Error> + Send + 'static,
{
    let (page, said, body) = match sent(req, page, said) {
        Sent::Do(page, said, body) => (*page, said, body),
        Sent::Check(page, said, body) => {
            let tried = db.rehearse(move |conn| work(conn, &actor, &body).map(|_| ()));
            return checked(req, *page, &said, tried.await);
        }
        Sent::Back(answer) => return answer,
    };
    let once = Once::of_a_form(said.once.clone(), req)?;
    let done = once
        .reply(db, actor, &said.typed.fingerprint(), move |conn, actor| {
            let done = work(conn, actor, &body)?;
            Reply::moved(&done.location, &done.sentence)
        })
        .await;
    match done.and_then(Reply::led_to) {
        Ok((location, sentence)) => Ok(see_other_saying(req, &location, &sentence)),
        Err(error) => refused(req, page, &said, error),
    }
}

/// What a form that was sent leads to.
pub(super) enum Sent<T> {
    /// It may be done now: the form, what it says, and the body.
    Do(Box<FormPage>, Box<Said<()>>, T),
    /// It is shown once more before it is done, once it has been found out that it could be done.
    Check(Box<FormPage>, Box<Said<()>>, T),
    /// It is shown again, with what is wrong with it.
    Back(Result<HttpResponse, PageError>),
}

/// Whether what a form says may be done now.
pub(super) fn sent<T>(req: &HttpRequest, page: FormPage, said: Said<T>) -> Sent<T> {
    let (said, body) = said.apart();
    let page = page.keeps(&said);
    if said.change {
        return Sent::Back(page.show(req));
    }
    let body = match body {
        Ok(body) if !page.fields.iter().any(Field::is_left_empty) => body,
        Ok(_) => return Sent::Back(refused(req, page, &said, Error::Invalid(Vec::new()))),
        Err(error) => return Sent::Back(refused(req, page, &said, error)),
    };
    let (page, said) = (Box::new(page), Box::new(said));
    if page.is_final && !said.confirmed {
        return Sent::Check(page, said, body);
    }
    Sent::Do(page, said, body)
}

/// The form to be looked at once more, unless what it says was tried and could not be done.
///
/// # Errors
/// What no change of the form could mend.
pub(super) fn checked(
    req: &HttpRequest,
    mut page: FormPage,
    said: &Said<()>,
    tried: Result<(), Error>,
) -> Result<HttpResponse, PageError> {
    match tried {
        Ok(()) => {
            page.checking = true;
            page.show(req)
        }
        Err(error) => refused(req, page, said, error),
    }
}

/// The form again with what is wrong; what no change of the form could mend is a page of its own.
///
/// # Errors
/// What no change of the form could mend.
pub fn refused(
    req: &HttpRequest,
    page: FormPage,
    said: &Said<()>,
    error: Error,
) -> Result<HttpResponse, PageError> {
    let status: StatusCode = problem::status(&error);
    let is_mendable = matches!(
        error,
        Error::Invalid(_)
            | Error::Refused(_)
            | Error::Forbidden(_)
            | Error::Conflict(_)
            | Error::Stale { .. }
            | Error::Anonymous(_)
            | Error::TryLater { .. }
            | Error::TooLarge { .. }
            | Error::UnsupportedMedia
            | Error::Busy
            | Error::CannotStore
    );
    if !is_mendable {
        return Err(error.into());
    }
    let mut page = page.keeps(said).blames(said, error);
    // Sent again, it is another form: under the old key a changed one would be refused as a repetition.
    page.once = new_secret("");
    show_as(req, status, &page)
}
