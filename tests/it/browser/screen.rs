//! Somebody before a screen: a Chromium of their own.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::cookies::Cookie;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::browsing::session_of;
use crate::person::Person;
use crate::world::World;

/// Looks for barriers in a page; see `tests/vendor/axe-core/README.md`.
const AXE: &str = include_str!("../../vendor/axe-core/axe-4.14.1.min.js");

/// What is looked for: WCAG 2.2 A and AA, and what is good practice.
const RULES: &str = "const done = arguments[arguments.length - 1]; \
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }) \
    .then(found => done(found.violations.map(one => one.id + ': ' + one.help + ' ' + \
    one.nodes.slice(0, 3).map(node => node.html).join(' | '))));";

/// The page is as wide as its widest part; parts that scroll in a box of their own come last.
const TOO_WIDE: &str = "const room = document.documentElement.clientWidth; \
    if (document.documentElement.scrollWidth <= room) return []; \
    return [...document.querySelectorAll('body *')] \
    .filter(one => one.getBoundingClientRect().right > room + 0.5) \
    .sort((one, other) => !!one.closest('.scroll') - !!other.closest('.scroll')) \
    .map(one => one.outerHTML.slice(0, 120)).slice(0, 5);";

/// Whether pages may run scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    /// They may.
    On,
    /// They may not, as in an office that forbids it.
    Off,
}

/// A browser on a screen.
pub struct Screen {
    client: Client,
    url: String,
    driver: Driver,
}

/// The process that drives the browser; it ends with the test.
struct Driver {
    process: Child,
    profile: tempfile::TempDir,
}

impl Driver {
    /// Where files go that are downloaded.
    fn downloads(&self) -> std::path::PathBuf {
        self.profile.path().join("downloads")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The browser is a child of the driver, of the same group; it would outlive the driver alone.
        let group = format!("-{}", self.process.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.process.wait();
    }
}

impl Screen {
    /// A screen of 1280 by 900 points before somebody who is not signed in.
    pub async fn of_anybody(world: &World, scripts: Scripts) -> Self {
        Self::sized(world, scripts, 1280).await
    }

    /// A screen so many points wide.
    pub async fn sized(world: &World, scripts: Scripts, width: u32) -> Self {
        let port = free_port();
        let profile = tempfile::tempdir().expect("a directory");
        let process = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .process_group(0)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is here");
        let driver = Driver { process, profile };
        let wanted = capabilities(&driver, scripts, width);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wanted);
        let at = format!("http://127.0.0.1:{port}");
        let client = connected(&builder, &at).await;
        Self {
            client,
            url: world.url.clone(),
            driver,
        }
    }

    /// A screen before somebody who has signed in.
    pub async fn of(world: &World, person: &Person, scripts: Scripts) -> Self {
        let screen = Self::of_anybody(world, scripts).await;
        screen.comes_in(world, person).await;
        screen
    }

    /// A telephone 320 points wide before somebody who has signed in.
    pub async fn on_a_telephone(world: &World, person: &Person) -> Self {
        let screen = Self::sized(world, Scripts::On, 320).await;
        screen.comes_in(world, person).await;
        screen
    }

    /// Signs in, the first time or again on another day.
    pub async fn comes_in(&self, world: &World, person: &Person) {
        self.opens("/sign-in").await;
        let secret = session_of(world, person).await;
        self.keeps_cookie("daihoi_session", secret).await;
    }

    async fn keeps_cookie(&self, name: &str, value: String) {
        let said = format!("{name}={value}; Path=/; Domain=127.0.0.1; SameSite=Lax");
        let cookie = Cookie::parse(said).expect("a cookie");
        self.client.add_cookie(cookie).await.expect("a cookie");
    }

    /// Chooses the language of the pages to come: `vi` or `en`.
    pub async fn speaks(&self, language: &str) {
        self.opens("/sign-in").await;
        self.keeps_cookie("daihoi_language", language.to_owned())
            .await;
    }

    /// Opens a page.
    pub async fn opens(&self, path: &str) {
        let at = format!("{}{path}", self.url);
        self.client.goto(&at).await.expect("opened");
    }

    /// Where the screen is, without the host.
    pub async fn path(&self) -> String {
        let at = self.client.current_url().await.expect("an address");
        at.as_str().trim_start_matches(&self.url).to_owned()
    }

    /// The words of the first element that the selector finds.
    pub async fn text(&self, css: &str) -> String {
        let found = self.client.wait().for_element(Locator::Css(css)).await;
        let element = found.unwrap_or_else(|error| panic!("{css}: {error}"));
        element.text().await.expect("words")
    }

    /// The words of every element that the selector finds.
    pub async fn all(&self, css: &str) -> Vec<String> {
        let mut words = Vec::new();
        let found = self.client.find_all(Locator::Css(css)).await;
        for element in found.expect("asked") {
            words.push(element.text().await.expect("words"));
        }
        words
    }

    /// Types into fields by their names; what stood there goes.
    pub async fn types(&self, typed: &[(&str, &str)]) {
        for (name, value) in typed {
            let css = format!("[name='{name}']");
            let found = self.client.find(Locator::Css(&css)).await;
            let Ok(field) = found else {
                let (at, said) = (self.path().await, self.text("main").await);
                panic!("no field is called \"{name}\" at {at}: {said}");
            };
            let tag = field.tag_name().await.expect("a tag");
            let kind = field.attr("type").await.expect("asked").unwrap_or_default();
            match (tag.as_str(), kind.as_str()) {
                ("select", _) => field.select_by_value(value).await.expect("chosen"),
                ("input", "radio" | "checkbox") => {
                    let css = format!("[name='{name}'][value='{value}']");
                    let choice = self.client.find(Locator::Css(&css)).await;
                    choice.expect("a choice").click().await.expect("chosen");
                }
                ("input", "file") => field.send_keys(value).await.expect("chosen"),
                _ => {
                    field.clear().await.expect("emptied");
                    field.send_keys(value).await.expect("typed");
                }
            }
        }
    }

    /// Ticks the box, or presses the round button, with these words beside it.
    pub async fn ticks(&self, words: &str) {
        let path = format!("//main//label[contains(normalize-space(.), \"{words}\")]");
        let label = self.client.find(Locator::XPath(&path)).await;
        label.expect("a choice").click().await.expect("chosen");
    }

    /// Follows the first link with these words, and waits for the page that comes.
    pub async fn follows(&self, words: &str) {
        let path = format!("//main//a[contains(normalize-space(.), \"{words}\")]");
        self.leaves_by(Locator::XPath(&path), words).await;
    }

    /// Presses the first button that the selector finds, and stays.
    pub async fn presses(&self, css: &str) {
        let found = self.client.find(Locator::Css(css)).await;
        found.expect(css).click().await.expect("pressed");
    }

    /// Follows a link to a file with such an ending, and waits until all of it is there.
    pub async fn downloads(&self, words: &str, ending: &str) -> Vec<u8> {
        let path = format!("//main//a[contains(normalize-space(.), \"{words}\")]");
        let link = self.client.find(Locator::XPath(&path)).await;
        link.expect(words).click().await.expect("clicked");
        for _ in 0..400 {
            let files = std::fs::read_dir(self.driver.downloads()).into_iter();
            let files = files.flatten().map(|file| file.expect("a file").path());
            // While it comes, it has another ending.
            if let Some(file) = files.into_iter().find(|file| {
                let own = file.extension().and_then(|own| own.to_str());
                own == Some(ending)
            }) {
                return std::fs::read(file).expect("read");
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("\"{words}\" gave no file at {}", self.path().await);
    }

    /// Fills in the form that is here and sends it.
    pub async fn sends(&self, typed: &[(&str, &str)]) {
        self.types(typed).await;
        let button = "main form .button:not(.second):not([formaction])";
        self.leaves_by(Locator::Css(button), button).await;
    }

    /// Fills in the form that is here, says yes where it asks once more, and sees that it was done.
    pub async fn completes(&self, typed: &[(&str, &str)]) {
        self.sends(typed).await;
        let once_more = "main form [name='form_confirmed']";
        if !self.all(once_more).await.is_empty() {
            self.leaves_by(Locator::Css(once_more), once_more).await;
        }
        let trouble = self.all(".trouble").await;
        assert!(trouble.is_empty(), "{}: {trouble:?}", self.path().await);
    }

    /// Follows a link to a form and completes it.
    pub async fn does(&self, link: &str, typed: &[(&str, &str)]) {
        self.follows(link).await;
        self.completes(typed).await;
    }

    /// Sees these words on the page.
    pub async fn sees(&self, words: &str) {
        let said = self.text("main").await;
        assert!(
            said.contains(words),
            "\"{words}\" at {}: {said}",
            self.path().await
        );
    }

    async fn leaves_by(&self, locator: Locator<'_>, words: &str) {
        let found = self.client.find(locator).await;
        let Ok(element) = found else {
            let (at, said) = (self.path().await, self.text("main").await);
            panic!("nothing is called \"{words}\" at {at}: {said}");
        };
        let root = Locator::Css("html");
        let before = self.client.find(root).await.expect("a page");
        element.click().await.expect("clicked");
        // The page is another once its root has gone.
        for _ in 0..400 {
            if before.tag_name().await.is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("\"{words}\" led nowhere at {}", self.path().await);
    }

    /// What a script answers.
    pub async fn asks(&self, script: &str) -> Value {
        let answer = self.client.execute(script, Vec::new()).await;
        answer.expect("an answer")
    }

    /// Presses keys where the focus is.
    pub async fn types_keys(&self, keys: &str) {
        let at = self.client.active_element().await.expect("a focus");
        at.send_keys(keys).await.expect("pressed");
    }

    /// Every barrier to somebody who sees, hears or moves otherwise; none in a page as it should be.
    pub async fn barriers(&self) -> Vec<String> {
        self.client
            .execute(AXE, Vec::new())
            .await
            .expect("axe is there");
        let found = self.client.execute_async(RULES, Vec::new()).await;
        let found: Vec<String> = serde_json::from_value(found.expect("looked")).expect("sentences");
        found
    }

    /// What stands out of the screen to the right, without what scrolls in a box of its own.
    pub async fn too_wide(&self) -> Vec<String> {
        let found = self.client.execute(TOO_WIDE, Vec::new()).await;
        serde_json::from_value(found.expect("looked")).expect("tags")
    }

    /// Keeps a picture of the screen for the user guide, where `DAIHOI_PICTURES` names a folder.
    pub async fn keeps_picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("DAIHOI_PICTURES") {
            let seen = self.client.screenshot().await.expect("a picture");
            let at = std::path::Path::new(&folder).join(format!("{name}.png"));
            std::fs::write(at, seen).expect("written");
        }
    }

    /// Shuts the browser.
    pub async fn ends(self) {
        self.client.close().await.expect("closed");
        drop(self.driver);
    }
}

fn free_port() -> u16 {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.local_addr().expect("an address").port()
}

fn capabilities(driver: &Driver, scripts: Scripts, width: u32) -> Capabilities {
    let profile = driver.profile.path().display();
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ];
    let mut arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
    arguments.push(format!("--window-size={width},900"));
    arguments.push(format!("--user-data-dir={profile}"));
    let mut preferences = json!({
        "download.default_directory": driver.downloads(),
        "intl.accept_languages": "vi",
    });
    if scripts == Scripts::Off {
        preferences["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    let mut options = json!({ "args": arguments, "prefs": preferences });
    if width < 500 {
        // A window cannot be so narrow; the device is.
        let metrics = json!({ "width": width, "height": 740, "pixelRatio": 1.0 });
        options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
    }
    let wanted = json!({ "browserName": "chrome", "goog:chromeOptions": options });
    wanted.as_object().expect("an object").clone()
}

/// The driver takes a moment before it listens.
async fn connected(builder: &ClientBuilder<HttpConnector>, at: &str) -> Client {
    let mut refused = None;
    for _ in 0..50 {
        match builder.connect(at).await {
            Ok(client) => return client,
            Err(error) => refused = Some(error),
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no browser at {at}: {refused:?}");
}
