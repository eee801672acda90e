//! Accounts: setting up, signing in and out, offices, passwords, second factors, tokens.

use chrono::TimeDelta;
use daihoi::auth::permission::Role;
use daihoi::auth::totp::STEP_SECONDS;
use daihoi::db::schema::{audit_entries, idempotency_keys, sign_in_failures};
use daihoi::unit::model::Level;
use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use totp_rs::{Algorithm, Builder, Secret};

use crate::browsing::Browser;
use crate::person::{Answer, Person};
use crate::world::World;

const PASSWORD: &str = "mưa rào tháng bảy";
const ANOTHER: &str = "trâu đồng bèo lục bình";

/// Somebody with a token of their own, as they got it from the server.
struct Signed {
    anybody: Person,
    token: String,
}

impl Signed {
    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.anybody.request(method, path).bearer_auth(&self.token)
    }

    async fn sends(&self, method: Method, path: &str, body: Value) -> Answer {
        let request = self.request(method, path).json(&body);
        self.anybody.send(request).await
    }

    async fn gets(&self, path: &str) -> Answer {
        self.anybody.send(self.request(Method::GET, path)).await
    }

    async fn deletes(&self, path: &str) -> Answer {
        self.anybody.send(self.request(Method::DELETE, path)).await
    }
}

async fn try_sign_in(world: &World, username: &str, password: &str) -> Answer {
    world
        .anybody()
        .post(
            "/sessions",
            json!({ "username": username, "password": password }),
        )
        .await
}

async fn signs_in(world: &World, username: &str, password: &str) -> (Signed, Value) {
    let body = try_sign_in(world, username, password).await.expect_ok();
    (with_token(world, &body["access_token"]), body)
}

fn with_token(world: &World, token: &Value) -> Signed {
    Signed {
        anybody: world.anybody(),
        token: token.as_str().expect("a token").to_owned(),
    }
}

/// An account whose owner has chosen [`PASSWORD`], by way of a reset; its key.
async fn account(world: &World, administrator: &Person, username: &str) -> String {
    let made = administrator
        .post(
            "/users",
            json!({ "username": username, "display_name": "Nguyễn Thị Lành" }),
        )
        .await
        .expect_ok();
    let id = made["id"].as_str().expect("a key").to_owned();
    chooses(world, administrator, &id, PASSWORD).await;
    id
}

async fn chooses(world: &World, administrator: &Person, id: &str, password: &str) {
    let reset = administrator
        .post(&format!("/users/{id}/password-resets"), json!({}))
        .await
        .expect_ok();
    let redeemed = world
        .anybody()
        .post(
            "/password-resets",
            json!({ "token": reset["token"], "new_password": password }),
        )
        .await;
    assert_eq!(redeemed.status, 204, "{:#}", redeemed.body);
}

fn code_of(answer: &Answer) -> String {
    answer.body["detail"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[tokio::test]
async fn the_first_administrator_is_made_once_for_the_printed_token() {
    let world = World::new().await;
    let now = world.state.clock.now();
    assert!(world.read(daihoi::setup::service::is_needed).await);
    let old = world
        .write(move |conn| daihoi::setup::service::issue_token(conn, now))
        .await;
    let token = world
        .write(move |conn| daihoi::setup::service::issue_token(conn, now))
        .await;
    let body = |token: &str, password: &str| json!({ "token": token, "username": "QuanTri", "password": password, "display_name": "Quản trị" });
    let anybody = world.anybody();
    let answer = anybody.post("/setup", body(&old, PASSWORD)).await;
    assert_eq!(
        answer.fields(),
        ["setup_token"],
        "a new start voids the old one"
    );
    let answer = anybody.post("/setup", body(&token, "quantri")).await;
    assert_eq!(
        answer.fields(),
        [
            "password_too_short",
            "password_common",
            "password_contains_user_name"
        ]
    );
    let made = anybody.post("/setup", body(&token, PASSWORD)).await;
    assert_eq!(made.status, 201, "{:#}", made.body);
    assert_eq!(made.body["username"], "quantri");
    let again = anybody.post("/setup", body(&token, PASSWORD)).await;
    assert_eq!(again.reasons(), ["setup_done"]);
    let (administrator, _) = signs_in(&world, "quantri", PASSWORD).await;
    let me = administrator.gets("/me").await.expect_ok();
    assert_eq!(me["offices"][0]["role"], "administrator");
    assert_eq!(me["offices"][0]["unit_id"], Value::Null);
    assert_eq!(administrator.gets("/users").await.status, 200);
}

#[tokio::test]
async fn a_refresh_token_is_good_once_and_its_second_use_ends_the_session() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    account(&world, &administrator, "lanh").await;
    let (signed, first) = signs_in(&world, " LANH ", PASSWORD).await;
    assert_eq!(first["expires_in"], 900);
    assert_eq!(first["user"]["username"], "lanh");
    let refresh = |token: &Value| {
        let body = json!({ "refresh_token": token });
        let anybody = world.anybody();
        async move { anybody.post("/sessions/refresh", body).await }
    };
    let second = refresh(&first["refresh_token"]).await.expect_ok();
    let renewed = with_token(&world, &second["access_token"]);
    assert_eq!(renewed.gets("/me").await.status, 200);
    let stolen = refresh(&first["refresh_token"]).await;
    assert_eq!(stolen.status, 401);
    assert_eq!(
        signed.gets("/me").await.status,
        401,
        "the session has ended"
    );
    assert_eq!(renewed.gets("/me").await.status, 401);
    assert_eq!(refresh(&second["refresh_token"]).await.status, 401);
    let unknown = refresh(&"dhr_nothing".into()).await;
    assert_eq!(unknown.status, 401);
    assert_ne!(code_of(&unknown), code_of(&stolen));
}

#[tokio::test]
async fn access_runs_out_in_a_quarter_of_an_hour_and_a_session_in_half_a_day() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    account(&world, &administrator, "lanh").await;
    let (signed, first) = signs_in(&world, "lanh", PASSWORD).await;
    world.state.clock.advance(TimeDelta::minutes(15));
    assert_eq!(signed.gets("/me").await.status, 401);
    let anybody = world.anybody();
    let again = json!({ "refresh_token": first["refresh_token"] });
    let second = anybody.post("/sessions/refresh", again).await.expect_ok();
    world.state.clock.advance(TimeDelta::hours(12));
    let late = json!({ "refresh_token": second["refresh_token"] });
    assert_eq!(anybody.post("/sessions/refresh", late).await.status, 401);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    account(&world, &administrator, "lanh").await;
    let (here, _) = signs_in(&world, "lanh", PASSWORD).await;
    let (there, _) = signs_in(&world, "lanh", PASSWORD).await;
    let list = here.gets("/me/sessions").await.expect_ok();
    let items = list["items"].as_array().expect("items");
    assert_eq!(items.len(), 2);
    assert_eq!(
        (&items[0]["current"], &items[1]["current"]),
        (&true.into(), &false.into())
    );
    assert_eq!(items[0]["address"], "127.0.0.1");
    let other = items[1]["id"].as_str().expect("a key");
    let path = format!("/me/sessions/{other}");
    assert_eq!(here.deletes(&path).await.status, 204);
    assert_eq!(here.deletes(&path).await.status, 404);
    assert_eq!(there.gets("/me").await.status, 401);
    assert_eq!(here.deletes("/sessions/current").await.status, 204);
    assert_eq!(here.gets("/me").await.status, 401);
}

#[tokio::test]
async fn failures_lock_the_account_longer_and_longer_whether_or_not_there_is_one() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    account(&world, &administrator, "lanh").await;
    let mut answers = Vec::new();
    for name in ["lanh", "khongcoai"] {
        for _ in 0..5 {
            let answer = try_sign_in(&world, name, "sai mật khẩu").await;
            assert_eq!(answer.status, 401);
            answers.push(code_of(&answer));
        }
        assert_eq!(try_sign_in(&world, name, PASSWORD).await.status, 429);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "nothing tells which accounts exist");
    world.state.clock.advance(TimeDelta::seconds(30));
    assert_eq!(try_sign_in(&world, "lanh", "sai").await.status, 401);
    world.state.clock.advance(TimeDelta::seconds(59));
    assert_eq!(try_sign_in(&world, "lanh", PASSWORD).await.status, 429);
    world.state.clock.advance(TimeDelta::seconds(1));
    assert_eq!(try_sign_in(&world, "lanh", PASSWORD).await.status, 201);
    assert_eq!(try_sign_in(&world, "lanh", "sai").await.status, 401);
    assert_eq!(try_sign_in(&world, "lanh", PASSWORD).await.status, 201);
    let kept: Vec<String> = world
        .read(|conn| {
            Ok(sign_in_failures::table
                .select(sign_in_failures::subject)
                .load(conn)?)
        })
        .await;
    assert!(
        !kept.iter().any(|key| key.contains("khongcoai")),
        "what was typed as a name may be a password: {kept:?}"
    );
}

/// Tries to sign in from another address than everybody else in these tests.
async fn tries_elsewhere(world: &World, username: &str, password: &str) -> u16 {
    let elsewhere = reqwest::Client::builder()
        .local_address(std::net::IpAddr::from([127, 0, 0, 2]))
        .build()
        .expect("a client");
    let request = world.anybody().request(Method::POST, "/sessions");
    let body = json!({ "username": username, "password": password });
    let request = request.json(&body).build().expect("a request");
    let answer = elsewhere.execute(request).await.expect("an answer");
    answer.status().as_u16()
}

#[tokio::test]
async fn strangers_shut_an_account_for_strangers_only() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    account(&world, &administrator, "lanh").await;
    signs_in(&world, "lanh", PASSWORD).await;
    for _ in 0..5 {
        assert_eq!(tries_elsewhere(&world, "lanh", "sai").await, 401);
    }
    assert_eq!(tries_elsewhere(&world, "lanh", PASSWORD).await, 429);
    assert_eq!(try_sign_in(&world, "lanh", PASSWORD).await.status, 201);
    // Its success here gives whoever guesses elsewhere no further try.
    assert_eq!(tries_elsewhere(&world, "lanh", PASSWORD).await, 429);
    for _ in 0..5 {
        let answer = try_sign_in(&world, "lanh", "sai").await;
        assert_eq!(answer.status, 401);
    }
    assert_eq!(try_sign_in(&world, "lanh", PASSWORD).await.status, 429);
    world.state.clock.advance(TimeDelta::seconds(30));
    assert_eq!(try_sign_in(&world, "lanh", PASSWORD).await.status, 201);
    world.days_pass(61);
    for _ in 0..5 {
        assert_eq!(tries_elsewhere(&world, "lanh", "sai").await, 401);
    }
    let answer = try_sign_in(&world, "lanh", PASSWORD).await;
    assert_eq!(answer.status, 429, "an address is forgotten after 60 days");
}

#[tokio::test]
async fn a_known_browser_opens_an_account_that_its_whole_address_may_not() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    account(&world, &administrator, "lanh").await;
    let mut browser = Browser::of_anybody(&world);
    let right = [("username", "lanh"), ("password", PASSWORD)];
    let door = browser.opens("/sign-in").await;
    let inside = browser.fills(&door, &right, "Đăng nhập").await;
    assert_ne!(inside.path, "/sign-in");
    let secret = browser.cookie("daihoi_session");
    let body = json!({ "refresh_token": secret });
    let refused = world.anybody().post("/sessions/refresh", body).await;
    assert_eq!(refused.status, 401, "a cookie is no refresh token");
    // Everybody sits behind one address, as behind a proxy.
    for number in 0..31 {
        let name = format!("doan{}", number % 8);
        try_sign_in(&world, &name, "sai").await;
        try_sign_in(&world, "lanh", "sai").await;
        world.state.clock.advance(TimeDelta::seconds(901));
    }
    try_sign_in(&world, "lanh", "sai").await;
    assert_eq!(try_sign_in(&world, "lanh", PASSWORD).await.status, 429);
    let mut stranger = Browser::of_anybody(&world);
    let door = stranger.opens("/sign-in").await;
    let refused = stranger.fills(&door, &right, "Đăng nhập").await;
    assert_eq!(refused.status, 429);
    let door = browser.opens("/sign-in").await;
    let inside = browser.fills(&door, &right, "Đăng nhập").await;
    assert!(inside.status.is_success(), "{}", inside.path);
    assert_ne!(inside.path, "/sign-in");
    // The mark is good for this account only, and only as it was given.
    account(&world, &administrator, "khac").await;
    for _ in 0..5 {
        try_sign_in(&world, "khac", "sai").await;
    }
    let other = [("username", "khac"), ("password", PASSWORD)];
    let door = browser.opens("/sign-in").await;
    let refused = browser.fills(&door, &other, "Đăng nhập").await;
    assert_eq!(refused.status, 429);
}

#[tokio::test]
async fn an_address_that_tries_many_names_is_locked_out() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    account(&world, &administrator, "lanh").await;
    for number in 0..31 {
        let answer = try_sign_in(&world, &format!("doan{number}"), "sai").await;
        assert_eq!(answer.status, 401);
    }
    let elsewhere = world.anybody();
    let forged = elsewhere
        .request(Method::POST, "/sessions")
        .header("X-Forwarded-For", "192.0.2.1")
        .json(&json!({ "username": "lanh", "password": PASSWORD }));
    assert_eq!(elsewhere.send(forged).await.status, 429);
}

/// Tries to sign in by way of a reverse proxy that wrote this as whom it heard.
async fn try_through(world: &World, heard: &str, username: &str, password: &str) -> Answer {
    let anybody = world.anybody();
    let request = anybody
        .request(Method::POST, "/sessions")
        .header("X-Forwarded-For", heard)
        .json(&json!({ "username": username, "password": password }));
    anybody.send(request).await
}

#[tokio::test]
async fn behind_a_trusted_proxy_an_address_that_tries_many_names_shuts_only_itself_out() {
    let world = World::behind_a_proxy().await;
    let administrator = world.administrator().await;
    account(&world, &administrator, "lanh").await;
    for number in 0..31 {
        // Whatever the guesser writes, the proxy writes their address behind it.
        let heard = format!("192.0.2.{number}, 203.0.113.9");
        let answer = try_through(&world, &heard, &format!("doan{number}"), "sai").await;
        assert_eq!(answer.status, 401);
    }
    let guesser = try_through(&world, "203.0.113.9", "lanh", PASSWORD).await;
    assert_eq!(guesser.status, 429);
    let signed_in = try_through(&world, "198.51.100.4", "lanh", PASSWORD).await;
    let token = &signed_in.expect_ok()["access_token"];
    let sessions = with_token(&world, token).gets("/me/sessions").await;
    let addresses: Vec<&str> = sessions.body["items"]
        .as_array()
        .expect("sessions")
        .iter()
        .map(|session| session["address"].as_str().expect("an address"))
        .collect();
    assert_eq!(addresses, ["198.51.100.4"], "{:#}", sessions.body);
    let refused: Vec<String> = world
        .read(|conn| {
            Ok(audit_entries::table
                .filter(audit_entries::action.eq("session.refuse"))
                .select(audit_entries::detail)
                .load(conn)?)
        })
        .await;
    let of_the_guesser = |detail: &String| detail.contains("\"203.0.113.9\"");
    assert!(
        refused.len() >= 31 && refused.iter().all(of_the_guesser),
        "{refused:?}"
    );
}

#[tokio::test]
async fn cookies_are_for_tls_alone_where_a_proxy_speaks_it() {
    let world = World::new().await;
    for (header, value, secure) in [
        ("X-Forwarded-Proto", "https", true),
        ("Forwarded", "for=192.0.2.1; proto=https", true),
        ("X-Forwarded-Proto", "http", false),
        ("X-Request-Id", "none of these", false),
    ] {
        let page = crate::person::client()
            .get(format!("{}/password-resets/new", world.url))
            .header(header, value)
            .send()
            .await
            .expect("an answer");
        let cookie = page.headers()["set-cookie"].to_str().expect("text");
        assert_eq!(cookie.contains("Secure"), secure, "{header}: {cookie}");
    }
}

#[tokio::test]
async fn many_tries_at_once_do_not_slip_past_the_lock() {
    let world = World::new().await;
    let tries: Vec<_> = (0..40)
        .map(|_| {
            let anybody = world.anybody();
            tokio::spawn(async move {
                anybody
                    .post(
                        "/sessions",
                        json!({ "username": "lanh", "password": "sai" }),
                    )
                    .await
                    .status
            })
        })
        .collect();
    let mut looked_at = 0;
    for done in tries {
        match done.await.expect("joined").as_u16() {
            401 => looked_at += 1,
            status => assert_eq!(status, 429),
        }
    }
    let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
    assert!(
        (5..5 + cores).contains(&looked_at),
        "{looked_at} passwords were compared"
    );
}

#[tokio::test]
async fn a_new_password_ends_the_sessions_elsewhere() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    account(&world, &administrator, "lanh").await;
    let (here, _) = signs_in(&world, "lanh", PASSWORD).await;
    let (there, _) = signs_in(&world, "lanh", PASSWORD).await;
    let change = |old: &str, new: &str| {
        let body = json!({ "old_password": old, "new_password": new });
        let here = &here;
        async move { here.sends(Method::PUT, "/me/password", body).await }
    };
    let answer = change("sai", "matkhau").await;
    assert_eq!(
        answer.fields(),
        ["password_too_short", "password_common", "password_wrong"]
    );
    let answer = change(PASSWORD, PASSWORD).await;
    assert_eq!(answer.fields(), ["password_unchanged"]);
    assert_eq!(change(PASSWORD, ANOTHER).await.status, 204);
    assert_eq!(here.gets("/me").await.status, 200);
    assert_eq!(there.gets("/me").await.status, 401);
    assert_eq!(try_sign_in(&world, "lanh", PASSWORD).await.status, 401);
    assert_eq!(try_sign_in(&world, "lanh", ANOTHER).await.status, 201);
    for _ in 0..5 {
        assert_eq!(change("sai", PASSWORD).await.fields(), ["password_wrong"]);
    }
    assert_eq!(change(ANOTHER, PASSWORD).await.status, 429);
    assert_eq!(
        try_sign_in(&world, "lanh", ANOTHER).await.status,
        201,
        "the front door is counted apart"
    );
}

#[tokio::test]
async fn a_given_password_is_changed_before_anything_else() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let branch = world.unit(Level::BaseBranch, "Chi bộ III", None).await;
    let body = json!({
        "username": "chibo3", "display_name": "Chi bộ III", "password": PASSWORD,
        "offices": [{ "role": "branch_committee", "unit_id": branch.id }],
    });
    administrator.post("/users", body).await.expect_ok();
    let (signed, first) = signs_in(&world, "chibo3", PASSWORD).await;
    assert_eq!(first["user"]["must_change_password"], true);
    assert_eq!(
        signed.gets("/plans").await.reasons(),
        ["password_must_change"]
    );
    let member = signed.gets(&format!("/members/{}", branch.id)).await;
    assert_eq!(member.reasons(), ["password_must_change"]);
    assert_eq!(signed.gets("/me").await.status, 200);
    let change = json!({ "old_password": PASSWORD, "new_password": ANOTHER });
    let changed = signed.sends(Method::PUT, "/me/password", change).await;
    assert_eq!(changed.status, 204);
    assert_eq!(signed.gets("/plans").await.status, 200);
}

#[tokio::test]
async fn a_reset_voids_the_password_at_once_and_its_token_is_good_once() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let id = account(&world, &administrator, "lanh").await;
    let (signed, _) = signs_in(&world, "lanh", PASSWORD).await;
    let path = format!("/users/{id}/password-resets");
    let voided = administrator.post(&path, json!({})).await.expect_ok();
    let reset = administrator.post(&path, json!({})).await.expect_ok();
    assert_eq!(signed.gets("/me").await.status, 401);
    assert_eq!(try_sign_in(&world, "lanh", PASSWORD).await.status, 401);
    let redeem = |token: &Value, password: &str| {
        let body = json!({ "token": token, "new_password": password });
        let anybody = world.anybody();
        async move { anybody.post("/password-resets", body).await }
    };
    let answer = redeem(&voided["token"], ANOTHER).await;
    assert_eq!(answer.fields(), ["reset_token"]);
    let answer = redeem(&reset["token"], "123456789012").await;
    assert_eq!(answer.fields(), ["password_sequence"]);
    assert_eq!(redeem(&reset["token"], ANOTHER).await.status, 204);
    assert_eq!(
        redeem(&reset["token"], ANOTHER).await.fields(),
        ["reset_token"]
    );
    let (_, body) = signs_in(&world, "lanh", ANOTHER).await;
    assert_eq!(body["user"]["must_change_password"], false);
    let own = format!(
        "/users/{}/password-resets",
        administrator.id.expect("an account")
    );
    assert_eq!(
        administrator.post(&own, json!({})).await.reasons(),
        ["own_password"]
    );
}

/// The code that an authenticator app shows now.
pub fn totp_code(world: &World, secret: &str) -> String {
    let key = Secret::try_from_base32(secret).expect("base32");
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(STEP_SECONDS.unsigned_abs())
        .with_secret(key)
        .build()
        .expect("a generator");
    let seconds = u64::try_from(world.state.clock.now().unix_seconds()).expect("after 1970");
    totp.generate(seconds).to_string()
}

#[tokio::test]
async fn a_second_factor_is_asked_for_and_no_code_works_twice() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    account(&world, &administrator, "lanh").await;
    let (signed, _) = signs_in(&world, "lanh", PASSWORD).await;
    let code = |code: &str| json!({ "code": code });
    let early = signed.sends(Method::PUT, "/me/totp", code("123456")).await;
    assert_eq!(early.reasons(), ["totp_not_started"]);
    let setup = signed
        .sends(Method::POST, "/me/totp", json!({}))
        .await
        .expect_ok();
    let secret = setup["secret"].as_str().expect("a key");
    assert!(
        setup["uri"]
            .as_str()
            .expect("an address")
            .starts_with("otpauth://totp/")
    );
    let now = totp_code(&world, secret);
    let wrong = if now == "000000" { "000001" } else { "000000" };
    let answer = signed.sends(Method::PUT, "/me/totp", code(wrong)).await;
    assert_eq!(answer.fields(), ["totp_wrong"]);
    assert_eq!(
        try_sign_in(&world, "lanh", PASSWORD).await.status,
        201,
        "not on yet"
    );
    let answer = signed.sends(Method::PUT, "/me/totp", code(&now)).await;
    assert_eq!(answer.status, 204);

    let with_code = |code: &str| {
        let body = json!({ "username": "lanh", "password": PASSWORD, "totp": code });
        let anybody = world.anybody();
        async move { anybody.post("/sessions", body).await }
    };
    let asked = try_sign_in(&world, "lanh", PASSWORD).await;
    assert_eq!(asked.status, 401);
    assert_eq!(with_code(&now).await.status, 401, "it confirmed the set-up");
    world.state.clock.advance(TimeDelta::seconds(STEP_SECONDS));
    let next = totp_code(&world, secret);
    assert_eq!(with_code(&next).await.status, 201);
    let again = with_code(&next).await;
    assert_eq!(again.status, 401);
    assert_ne!(code_of(&again), code_of(&asked));

    world.state.clock.advance(TimeDelta::seconds(STEP_SECONDS));
    let last = totp_code(&world, secret);
    let answer = signed.sends(Method::DELETE, "/me/totp", code(wrong)).await;
    assert_eq!(answer.fields(), ["totp_wrong"]);
    let answer = signed.sends(Method::DELETE, "/me/totp", code(&last)).await;
    assert_eq!(answer.status, 204);
    assert_eq!(try_sign_in(&world, "lanh", PASSWORD).await.status, 201);
    let answer = signed.sends(Method::DELETE, "/me/totp", code(&last)).await;
    assert_eq!(answer.reasons(), ["totp_off"]);
}

#[tokio::test]
async fn a_shut_account_is_out_at_once_and_back_when_opened() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let id = account(&world, &administrator, "lanh").await;
    let (signed, _) = signs_in(&world, "lanh", PASSWORD).await;
    let path = format!("/users/{id}");
    let version = administrator.get(&path).await.expect_ok()["version"]
        .as_i64()
        .expect("a version");
    let stale = administrator
        .patch(&path, version + 1, json!({ "disabled": true }))
        .await;
    assert_eq!(stale.status, 412);
    let shut = administrator
        .patch(
            &path,
            version,
            json!({ "disabled": true, "display_name": "Lê Thị Lành" }),
        )
        .await
        .expect_ok();
    assert_eq!(shut["display_name"], "Lê Thị Lành");
    assert_eq!(signed.gets("/me").await.status, 401);
    let refused = try_sign_in(&world, "lanh", PASSWORD).await;
    let guessed = try_sign_in(&world, "lanh", "sai").await;
    assert_eq!(
        (refused.status.as_u16(), guessed.status.as_u16()),
        (401, 401)
    );
    assert_ne!(code_of(&refused), code_of(&guessed));
    let office = json!({ "role": "administrator" });
    let answer = administrator.post(&format!("{path}/offices"), office).await;
    assert_eq!(answer.reasons(), ["account_disabled"]);
    administrator
        .patch(&path, version + 1, json!({ "disabled": false }))
        .await
        .expect_ok();
    assert_eq!(try_sign_in(&world, "lanh", PASSWORD).await.status, 201);
}

#[tokio::test]
async fn the_installation_keeps_an_administrator() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let own = administrator.id.expect("an account");
    let path = format!("/users/{own}");
    let answer = administrator
        .patch(&path, 1, json!({ "disabled": true }))
        .await;
    assert_eq!(answer.reasons(), ["own_account", "last_administrator"]);
    let offices = administrator
        .get(&format!("{path}/offices"))
        .await
        .expect_ok();
    let office = offices["items"][0]["id"]
        .as_str()
        .expect("a key")
        .to_owned();
    let ended = administrator
        .delete(&format!("{path}/offices/{office}"), 1)
        .await;
    assert_eq!(ended.reasons(), ["last_administrator"]);
    let to = json!({ "to": "2030-01-01" });
    let ended = administrator
        .patch(&format!("{path}/offices/{office}"), 1, to)
        .await;
    assert_eq!(ended.reasons(), ["last_administrator"]);
    let own_office = json!({ "role": "administrator" });
    let given = administrator
        .post(&format!("{path}/offices"), own_office.clone())
        .await;
    assert_eq!(given.reasons(), ["own_office", "office_held"]);
    let other = account(&world, &administrator, "lanh").await;
    administrator
        .post(&format!("/users/{other}/offices"), own_office)
        .await
        .expect_ok();
    let ended = administrator
        .delete(&format!("{path}/offices/{office}"), 1)
        .await;
    assert_eq!(ended.status, 204, "{:#}", ended.body);
    assert_eq!(
        administrator.get("/users").await.status,
        403,
        "it has ended"
    );
}

#[tokio::test]
async fn an_office_is_given_and_ended_on_dates() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let branch = world.unit(Level::BaseBranch, "Chi bộ III", None).await;
    let id = account(&world, &administrator, "lanh").await;
    let path = format!("/users/{id}/offices");
    let give = |body: Value| {
        let (administrator, path) = (&administrator, &path);
        async move { administrator.post(path, body).await }
    };
    let unit = branch.id;
    let unit_missing = give(json!({ "role": "observer" })).await;
    assert_eq!(unit_missing.fields(), ["office_needs_unit"]);
    let reversed =
        json!({ "role": "observer", "unit_id": unit, "from": "2022-05-01", "to": "2022-05-01" });
    assert_eq!(give(reversed).await.fields(), ["office_reversed"]);
    let too_far = json!({ "role": "observer", "unit_id": unit, "to": "9999-01-01" });
    assert_eq!(give(too_far).await.fields(), ["office_date"]);
    let nowhere = json!({ "role": "observer", "unit_id": daihoi::unit::model::UnitId::new() });
    assert_eq!(give(nowhere).await.fields(), ["unknown"]);
    let wrong = json!({ "role": "secretary", "unit_id": unit });
    assert_eq!(give(wrong).await.reasons(), ["role_not_at_level"]);
    let given = give(json!({ "role": "branch_committee", "unit_id": unit })).await;
    assert_eq!(given.status, 201, "{:#}", given.body);
    assert_eq!(given.body["unit_name"], "Chi bộ III");
    assert_eq!(given.body["from"], "2022-03-16");
    let again = json!({ "role": "branch_committee", "unit_id": unit, "from": "2023-01-01" });
    assert_eq!(give(again).await.reasons(), ["office_held"]);

    let (signed, _) = signs_in(&world, "lanh", PASSWORD).await;
    let congresses = signed.gets("/plans").await;
    assert_eq!(congresses.status, 200);
    let office = format!("{path}/{}", given.body["id"].as_str().expect("a key"));
    let ended = administrator
        .patch(&office, 1, json!({ "to": "2022-03-18" }))
        .await
        .expect_ok();
    assert_eq!(
        (&ended["to"], &ended["version"]),
        (&"2022-03-18".into(), &2.into())
    );
    world.days_pass(1);
    let (signed, _) = signs_in(&world, "lanh", PASSWORD).await;
    let me = signed.gets("/me").await.expect_ok();
    assert_eq!(me["offices"].as_array().expect("offices").len(), 1);
    world.days_pass(1);
    let (signed, _) = signs_in(&world, "lanh", PASSWORD).await;
    let me = signed.gets("/me").await.expect_ok();
    assert_eq!(me["offices"], json!([]));
    assert_eq!(administrator.delete(&office, 1).await.status, 412);
    let mistaken = give(json!({ "role": "observer", "unit_id": unit }))
        .await
        .expect_ok();
    let mistaken = format!("{path}/{}", mistaken["id"].as_str().expect("a key"));
    assert_eq!(administrator.delete(&mistaken, 1).await.status, 204);
    let left = administrator.get(&path).await.expect_ok();
    assert_eq!(
        left["items"].as_array().expect("offices").len(),
        1,
        "withdrawn"
    );
}

#[tokio::test]
async fn an_administrator_of_a_unit_keeps_what_is_below_it_and_nothing_else() {
    let world = World::new().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let tax = world
        .unit(Level::BaseCommittee, "Cục Thuế", Some(&bloc))
        .await;
    let vnpt = world.unit(Level::BaseCommittee, "VNPT", Some(&bloc)).await;
    let branch = world.unit(Level::Branch, "Chi bộ III", Some(&tax)).await;
    let everywhere = world.administrator().await;
    let of_tax = world.person(Role::Administrator, &tax).await;
    let of_vnpt = world.person(Role::Secretary, &vnpt).await;

    let none = json!({ "username": "lanh", "display_name": "Lành" });
    assert_eq!(
        of_tax.post("/users", none).await.reasons(),
        ["account_needs_office"]
    );
    let with = |unit: &crate::world::Place, role: &str| {
        json!({
            "username": "lanh", "display_name": "Lành",
            "offices": [{ "role": role, "unit_id": unit.id }],
        })
    };
    let hidden = of_tax.post("/users", with(&vnpt, "secretary")).await;
    assert_eq!(hidden.fields(), ["unknown"]);
    assert_eq!(hidden.body["errors"][0]["pointer"], "/offices/0/unit_id");
    let above = json!({
        "username": "lanh", "display_name": "Lành", "offices": [{ "role": "administrator" }],
    });
    assert_eq!(
        of_tax.post("/users", above).await.reasons(),
        ["unit_beyond_reach"]
    );
    let made = of_tax
        .post("/users", with(&branch, "branch_committee"))
        .await;
    assert_eq!(made.status, 201, "{:#}", made.body);
    let taken = everywhere.post("/users", with(&branch, "observer")).await;
    assert_eq!(taken.status, 409);
    let id = made.body["id"].as_str().expect("a key").to_owned();
    let path = format!("/users/{id}");

    let listed = of_tax.get("/users?q=lanh").await.expect_ok();
    assert_eq!(listed["items"][0]["id"], id);
    let all = of_tax.get("/users").await.expect_ok();
    assert_eq!(all["items"].as_array().expect("accounts").len(), 2);
    let other = format!("/users/{}", of_vnpt.id.expect("an account"));
    assert_eq!(of_tax.get(&other).await.status, 404);
    assert_eq!(of_vnpt.get(&path).await.status, 403);
    assert_eq!(of_vnpt.get("/users").await.reasons(), ["office_needed"]);

    let office = json!({ "role": "observer", "unit_id": vnpt.id });
    everywhere
        .post(&format!("{path}/offices"), office)
        .await
        .expect_ok();
    let reset = of_tax
        .post(&format!("{path}/password-resets"), json!({}))
        .await;
    assert_eq!(
        (reset.status.as_u16(), reset.reasons()),
        (403, vec!["account_beyond_reach".to_owned()])
    );
    assert_eq!(of_tax.get(&path).await.status, 200);
    let reset = everywhere
        .post(&format!("{path}/password-resets"), json!({}))
        .await;
    assert_eq!(reset.status, 201);
}

#[tokio::test]
async fn accounts_are_found_without_tone_marks_and_page_by_page() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    for (username, display_name) in [
        ("binh", "Đỗ Thị Bình"),
        ("duong", "Nguyễn Đường"),
        ("duong2", "Trần Dương"),
    ] {
        let body = json!({ "username": username, "display_name": display_name });
        administrator.post("/users", body).await.expect_ok();
    }
    let names = |list: &Value| -> Vec<String> {
        let items = list["items"].as_array().expect("items");
        items
            .iter()
            .map(|item| item["username"].as_str().expect("a name").to_owned())
            .collect()
    };
    let found = administrator.get("/users?q=duong").await.expect_ok();
    assert_eq!(names(&found), ["duong", "duong2"]);
    let found = administrator.get("/users?q=do%20thi").await.expect_ok();
    assert_eq!(names(&found), ["binh"]);
    let first = administrator.get("/users?limit=3").await.expect_ok();
    let next = first["next"].as_str().expect("a cursor");
    let rest = administrator
        .get(&format!("/users?limit=3&cursor={next}"))
        .await
        .expect_ok();
    assert_eq!(names(&rest), ["duong2"]);
    let integrators = administrator
        .get("/users?kind=integrator")
        .await
        .expect_ok();
    assert_eq!(names(&integrators), Vec::<String>::new());
}

#[tokio::test]
async fn another_system_asks_with_a_token_that_is_shown_once() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let body = |password: Value, role: &str| {
        json!({
            "kind": "integrator", "username": "dieuhanh", "display_name": "Phần mềm điều hành",
            "password": password, "offices": [{ "role": role, "unit_id": bloc.id }],
        })
    };
    let answer = administrator
        .post("/users", body(PASSWORD.into(), "integrator"))
        .await;
    assert_eq!(answer.fields(), ["password_of_integrator"]);
    let answer = administrator
        .post("/users", body(Value::Null, "secretary"))
        .await;
    assert_eq!(answer.reasons(), ["role_of_persons"]);
    let made = administrator
        .post("/users", body(Value::Null, "integrator"))
        .await
        .expect_ok();
    let path = format!("/users/{}", made["id"].as_str().expect("a key"));
    assert_eq!(try_sign_in(&world, "dieuhanh", "").await.status, 401);
    assert_eq!(
        administrator
            .post(&format!("{path}/password-resets"), json!({}))
            .await
            .reasons(),
        ["no_password"]
    );

    let tokens = format!("{path}/tokens");
    let make = || {
        let request = administrator
            .request(Method::POST, &tokens)
            .header("Idempotency-Key", "mot-lan")
            .json(&json!({ "name": "Trục liên thông", "days": 30 }));
        administrator.send(request)
    };
    let token = make().await.expect_ok();
    let repeated = make().await.expect_ok();
    assert_eq!(repeated["id"], token["id"]);
    assert_eq!(repeated["token"], Value::Null, "shown once");
    let notice = repeated["notice"].as_str().expect("why");
    assert!(notice.contains("một lần"), "{notice}");
    assert_eq!(token["notice"], Value::Null);
    let secret = token["token"].as_str().expect("a token");
    assert!(secret.starts_with("dht_"));
    let kept: Vec<String> = world
        .read(|conn| {
            Ok(idempotency_keys::table
                .select(idempotency_keys::answer)
                .load(conn)?)
        })
        .await;
    assert!(!kept.iter().any(|answer| answer.contains(secret)));

    let system = with_token(&world, &token["token"]);
    assert_eq!(
        system.gets("/me").await.expect_ok()["user"]["kind"],
        "integrator"
    );
    assert_eq!(system.gets("/plans").await.status, 200);
    assert_eq!(
        system.deletes("/sessions/current").await.reasons(),
        ["no_session"]
    );
    let change = json!({ "old_password": "", "new_password": PASSWORD });
    let refused = system.sends(Method::PUT, "/me/password", change).await;
    assert_eq!(refused.reasons(), ["no_password"]);
    let one = format!("{tokens}/{}", token["id"].as_str().expect("a key"));
    assert_eq!(administrator.delete(&one, 1).await.status, 204);
    assert_eq!(administrator.delete(&one, 1).await.status, 412);
    assert_eq!(system.gets("/me").await.status, 401);
    let person = account(&world, &administrator, "lanh").await;
    let refused = administrator
        .post(
            &format!("/users/{person}/tokens"),
            json!({ "name": "riêng" }),
        )
        .await;
    assert_eq!(refused.reasons(), ["tokens_of_integrators"]);
}

#[tokio::test]
async fn the_chain_of_an_account_tells_what_happened_and_holds_no_secret() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let id = account(&world, &administrator, "lanh").await;
    try_sign_in(&world, "lanh", "sai").await;
    try_sign_in(&world, "ainhi", "sai").await;
    signs_in(&world, "lanh", PASSWORD).await;
    let entries: Vec<(String, String, String)> = world
        .read(|conn| {
            Ok(audit_entries::table
                .order((audit_entries::subject_id, audit_entries::seq))
                .select((
                    audit_entries::subject_kind,
                    audit_entries::action,
                    audit_entries::detail,
                ))
                .load(conn)?)
        })
        .await;
    let of_kind = |kind: &str| -> Vec<&str> {
        let of_kind = entries.iter().filter(|entry| entry.0 == kind);
        of_kind.map(|entry| entry.1.as_str()).collect()
    };
    assert_eq!(
        of_kind("user"),
        [
            "user.create",
            "user.reset_password",
            "user.redeem_reset",
            "session.refuse",
            "session.begin"
        ]
    );
    assert_eq!(of_kind("installation"), ["session.refuse"]);
    for (_, _, detail) in &entries {
        for secret in ["lanh", "ainhi", "Lành", PASSWORD, "argon2"] {
            assert!(!detail.contains(secret), "{detail}");
        }
    }
    assert!(!id.is_empty());
}

#[tokio::test]
async fn the_command_line_makes_accounts_tokens_and_resets() {
    use daihoi::user::model::{UserKind, Username};
    use daihoi::user::service::{NewAccount, NewPassword};
    let world = World::new().await;
    let now = world.state.clock.now();
    let bloc = world.unit(Level::BlocCommittee, "Đảng ủy Khối", None).await;
    let new = NewAccount {
        kind: UserKind::Integrator,
        username: Username::parse("hethong").expect("a name"),
        display_name: "Hệ thống".to_owned(),
        password: NewPassword::None,
        offices: vec![daihoi::office::model::NewOffice {
            role: Role::Integrator,
            unit_id: Some(bloc.id),
            valid_from: None,
            valid_to: None,
        }],
    };
    let made = world
        .write(move |conn| daihoi::user::service::create_user(conn, now, &new))
        .await;
    let name = made.username.clone();
    let secret = world
        .write(move |conn| {
            daihoi::api_token::service::create_token(conn, now, &name, "từ dòng lệnh", None)
        })
        .await;
    let system = with_token(&world, &secret.into());
    assert_eq!(system.gets("/plans").await.status, 200);
    let administrator = world.administrator().await;
    account(&world, &administrator, "lanh").await;
    let token = world
        .write(move |conn| daihoi::credential::service::create_reset(conn, now, "Lanh"))
        .await;
    let body = json!({ "token": token, "new_password": ANOTHER });
    assert_eq!(
        world.anybody().post("/password-resets", body).await.status,
        204
    );
    assert_eq!(try_sign_in(&world, "lanh", ANOTHER).await.status, 201);
}
