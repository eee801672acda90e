//! An import and its lines.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::db::time::Instant;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// An import's key.
pub type ImportId = Id<Import>;

/// What is imported.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    Serialize,
    Deserialize,
    ToSchema,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportKind)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Kind {
    /// Organisations of the Party.
    Units,
    /// Members of branches.
    Members,
}
crate::text_enum!(Kind);

/// What becomes of a line, or of a cell.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    Serialize,
    Deserialize,
    ToSchema,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportFate)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Fate {
    /// It was not there before.
    New,
    /// It was there, and something else is said of it.
    Changed,
    /// It stands as the line says.
    Same,
    /// It cannot be taken in; the faults say why.
    Wrong,
}
crate::text_enum!(Fate);

/// What a column of the sheet holds.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportColumn)]
pub enum Column {
    /// The code of the unit.
    Code,
    /// Its full name.
    Name,
    /// Its short name.
    ShortName,
    /// What it is.
    Level,
    /// The unit above it, by code or name.
    ParentId,
    /// Its sector, by code or name.
    SectorId,
    /// Its first day.
    ValidFrom,
    /// Official members.
    OfficialMembers,
    /// Probationary members.
    ProbationaryMembers,
    /// The reason for an unusual place.
    Note,
    /// The branch of the member, by code or name.
    UnitId,
    /// The full name of the member.
    FullName,
    /// Date of birth.
    BirthDate,
    /// Sex.
    Sex,
    /// How the member stands in the branch.
    Status,
    /// The day of admission.
    AdmittedOn,
    /// The day of becoming official.
    OfficialOn,
    /// Post.
    Post,
    /// Education.
    Education,
    /// Ethnicity.
    Ethnicity,
}

/// Why a line or a cell cannot be taken in, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportFault)]
pub struct Fault {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// A cell of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportCell)]
pub struct Cell {
    /// What it holds.
    pub column: Column,
    /// As it stands in the sheet.
    pub text: String,
    /// What stood there before, where it changes.
    pub was: Option<String>,
    /// What becomes of it.
    pub fate: Fate,
    /// Why it cannot be taken in; empty unless it is wrong.
    pub faults: Vec<Fault>,
}

/// A line of the sheet and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportRow)]
pub struct Row {
    /// Its number in the sheet, the header being the first.
    pub n: i64,
    /// What becomes of it.
    pub fate: Fate,
    /// Its cells, in the order of the columns.
    pub cells: Vec<Cell>,
    /// Why it cannot be taken in, where no cell alone is to blame.
    pub faults: Vec<Fault>,
}

/// How many lines of each fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ImportCounts)]
pub struct Counts {
    /// New ones.
    pub new: i64,
    /// Changed ones.
    pub changed: i64,
    /// Those that stand as they are.
    pub same: i64,
    /// Those that cannot be taken in.
    pub wrong: i64,
}

impl Counts {
    /// How many of each there are among these lines.
    pub fn of(rows: &[Row]) -> Self {
        let mut counts = Self::default();
        for row in rows {
            match row.fate {
                Fate::New => counts.new += 1,
                Fate::Changed => counts.changed += 1,
                Fate::Same => counts.same += 1,
                Fate::Wrong => counts.wrong += 1,
            }
        }
        counts
    }

    /// All lines.
    pub fn all(&self) -> i64 {
        self.new + self.changed + self.same + self.wrong
    }
}

/// An import: a sheet, tried; committed or not yet.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::imports)]
pub struct Import {
    /// The import's key.
    pub id: ImportId,
    /// What is imported.
    pub kind: Kind,
    /// Where lines belong that name no unit.
    pub unit_id: Option<UnitId>,
    /// Who made it.
    pub user_id: UserId,
    /// The file's name.
    pub file_name: String,
    /// How many lines are new.
    pub new_rows: i64,
    /// How many change something.
    pub changed_rows: i64,
    /// How many stand as they are.
    pub same_rows: i64,
    /// How many cannot be taken in.
    pub wrong_rows: i64,
    /// When the sheet was tried.
    pub created_at: Instant,
    /// When it was committed.
    pub committed_at: Option<Instant>,
    /// Grows with every change.
    pub version: i64,
}

impl Import {
    /// How many lines of each fate.
    pub fn counts(&self) -> Counts {
        Counts {
            new: self.new_rows,
            changed: self.changed_rows,
            same: self.same_rows,
            wrong: self.wrong_rows,
        }
    }
}

/// A sheet as it was read: which columns, and the lines with something in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What each column holds.
    pub columns: Vec<Column>,
    /// The lines, by their number in the sheet.
    pub lines: Vec<(i64, Vec<String>)>,
}
