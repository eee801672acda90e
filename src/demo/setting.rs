//! Units, sectors, accounts: the stage on which the story is told.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::article::{ACCOUNTS, SECTORS, UNITS};
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::time::Instant;
use crate::error::Error;
use crate::office::model::NewOffice;
use crate::placement::model::NewUnit;
use crate::sector::model::SectorId;
use crate::unit::model::UnitId;
use crate::user::model::{UserId, UserKind, Username};
use crate::user::service::{NewAccount, NewPassword};
use crate::{placement, sector, user};

/// What the story refers to by its short keys.
pub(super) struct Cast {
    pub(super) units: HashMap<&'static str, UnitId>,
    pub(super) sectors: HashMap<&'static str, SectorId>,
    users: HashMap<&'static str, UserId>,
}

impl Cast {
    /// The account of this name, at a moment of the story.
    pub(super) fn actor(
        &self,
        conn: &mut AnyConnection,
        name: &str,
        now: Instant,
    ) -> Result<Actor, Error> {
        let user = self.users.get(name).ok_or_else(|| missing(name))?;
        Actor::of(conn, *user, now)
    }

    pub(super) fn unit(&self, key: &str) -> Result<UnitId, Error> {
        self.units.get(key).copied().ok_or_else(|| missing(key))
    }
}

fn missing(key: &str) -> Error {
    Error::internal(format!("the demo has no {key}"))
}

/// The day since which the demo's units are there.
const SINCE: Option<NaiveDate> = NaiveDate::from_ymd_opt(2020, 1, 1);

/// Sets the stage.
pub(super) fn set(
    conn: &mut AnyConnection,
    now: Instant,
    password_hash: &str,
) -> Result<Cast, Error> {
    let program = Actor::program(now);
    let mut cast = Cast {
        units: HashMap::new(),
        sectors: HashMap::new(),
        users: HashMap::new(),
    };
    for (code, name) in SECTORS {
        cast.sectors
            .insert(code, sector::service::add(conn, &program, code, name)?.id);
    }
    for unit in UNITS {
        let new = NewUnit {
            parent_id: unit.above.map(|above| cast.unit(above)).transpose()?,
            level: unit.level,
            code: unit.code.to_owned(),
            name: unit.name.to_owned(),
            short_name: unit.short_name.to_owned(),
            sector_id: unit.sector.and_then(|code| cast.sectors.get(code).copied()),
            valid_from: SINCE.unwrap_or(now.date()),
            official_members: unit.official,
            probationary_members: unit.probationary,
            note: None,
        };
        let standing = placement::service::establish(conn, &program, &new)?;
        cast.units
            .insert(unit.key, standing.stretch.placement.unit_id);
    }
    for (username, display_name, role, unit) in ACCOUNTS {
        let account = NewAccount {
            kind: UserKind::Person,
            username: Username::parse(username).ok_or_else(|| missing(username))?,
            display_name: display_name.to_owned(),
            password: NewPassword::Own(password_hash.to_owned()),
            offices: vec![NewOffice {
                role,
                unit_id: unit.map(|unit| cast.unit(unit)).transpose()?,
                valid_from: None,
                valid_to: None,
            }],
        };
        cast.users.insert(
            username,
            user::service::create_user(conn, now, &account)?.id,
        );
    }
    Ok(cast)
}
