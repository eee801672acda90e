//! One pilot of the article, from its documents to its closing.

use chrono::NaiveDate;

use super::article::{DemoPilot, INVENTED, UNITS};
use super::day as congress_day;
use super::roll;
use super::setting::Cast;
use super::stage::{day, moment, symbol};
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::congress::rules::{Given, Step};
use crate::congress::service::{self as congress_service, Preparation};
use crate::db::AnyConnection;
use crate::document::beginning;
use crate::document::cover::Cover;
use crate::document::files::{FileStore, StoredFile};
use crate::document::model::{DocumentId, DocumentKind, VoteTotals};
use crate::document::rules::Step as DocumentStep;
use crate::document::service::{self as document_service, NewDocument};
use crate::error::Error;
use crate::member::model::Sex;
use crate::nominee::model::{Candidacy, NewNominee, NomineeId, PersonPutForward};
use crate::personnel::model::{PersonnelId, Post, PostSeats};
use crate::personnel::rules::Step as PersonnelStep;
use crate::personnel_step::model::{Ballots, Record, Total};
use crate::review::model::{NewRemark, Outcome, Which};
use crate::version::model::NewVersion;
use crate::{nominee, personnel, personnel_step, review, version};

/// The documents of a pilot: kind and title.
const DOCUMENTS: [(DocumentKind, &str); 4] = [
    (
        DocumentKind::PoliticalReport,
        "Báo cáo chính trị trình đại hội",
    ),
    (
        DocumentKind::SelfReviewReport,
        "Báo cáo kiểm điểm của chi ủy",
    ),
    (DocumentKind::DraftResolution, "Dự thảo nghị quyết đại hội"),
    (DocumentKind::ActionProgramme, "Chương trình hành động"),
];

/// The files of the documents' two versions.
#[derive(Clone)]
pub(super) struct Texts {
    first: StoredFile,
    second: StoredFile,
}

/// Keeps the texts that the documents are made of.
pub(super) async fn keep_texts(files: &FileStore) -> Result<Texts, Error> {
    let first = format!(
        "Văn kiện trình Đảng ủy cơ sở duyệt ({INVENTED}).\n1. Đánh giá nhiệm kỳ qua.\n2. Phương hướng.\n"
    );
    let second = format!(
        "Văn kiện trình đại hội, đã tiếp thu ý kiến của Đảng ủy cơ sở ({INVENTED}).\n\
         1. Đánh giá nhiệm kỳ qua, có số liệu so sánh.\n2. Phương hướng, chỉ tiêu cụ thể.\n"
    );
    Ok(Texts {
        first: files.keep_text(first).await?,
        second: files.keep_text(second).await?,
    })
}

/// The Organisation Board chooses the branch.
pub(super) fn designate(
    conn: &mut AnyConnection,
    office: &Actor,
    id: CongressId,
    why: &str,
) -> Result<(), Error> {
    let given = Given {
        note: Some(why.to_owned()),
        ..Given::default()
    };
    step(conn, office, id, Step::DesignatePilot, &given)
}

fn step(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    step: Step,
    given: &Given,
) -> Result<(), Error> {
    let (congress, _) = congress_service::find_with_plan(
        conn,
        actor,
        crate::auth::permission::Action::ReadCongresses,
        id,
    )?;
    congress_service::take_step(conn, actor, id, congress.version, step, given)?;
    Ok(())
}

/// Documents and personnel work, reviewed and approved; the members summoned.
pub(super) fn prepare(
    conn: &mut AnyConnection,
    cast: &Cast,
    told: &DemoPilot,
    id: CongressId,
    texts: &Texts,
) -> Result<(), Error> {
    let branch = cast.actor(conn, told.branch, moment("2022-03-22", 9)?)?;
    let preparation = Preparation {
        venue: Some(format!("Hội trường cơ quan ({INVENTED})")),
        planned_on: Some(day(told.day)?),
        planned_time: Some("07:30".to_owned()),
        half_days: Some(1),
    };
    let congress = congress_service::find(
        conn,
        &branch,
        crate::auth::permission::Action::ReadCongresses,
        id,
    )?;
    congress_service::revise(conn, &branch, id, congress.version, &preparation)?;
    for (kind, title) in DOCUMENTS {
        prepare_document(conn, cast, told, id, (kind, title), texts)?;
    }
    prepare_personnel(conn, cast, told, id)?;
    congress_day::prepare(conn, &branch, id)?;
    let branch = cast.actor(conn, told.branch, moment("2022-04-25", 9)?)?;
    step(conn, &branch, id, Step::SubmitDossier, &Given::default())?;
    let upper = cast.actor(conn, told.reviewer, moment("2022-04-27", 9)?)?;
    step(conn, &upper, id, Step::Approve, &Given::default())?;
    let branch = cast.actor(conn, told.branch, moment("2022-04-28", 9)?)?;
    roll::draw_up(conn, &branch, id)?;
    let summons = Given {
        notice_given_on: Some(day("2022-03-25")?),
        note: Some("Thông báo theo Kế hoạch số 65-KH/ĐUK".to_owned()),
        ..Given::default()
    };
    step(conn, &branch, id, Step::Convene, &summons)
}

/// Official members of a branch of the demo; invented.
fn official_members_of(unit: &str) -> i64 {
    let found = UNITS.iter().find(|one| one.key == unit);
    found.map_or(0, |unit| unit.official)
}

/// A document: sent up, given back with a remark, revised, approved.
fn prepare_document(
    conn: &mut AnyConnection,
    cast: &Cast,
    told: &DemoPilot,
    id: CongressId,
    (kind, title): (DocumentKind, &str),
    texts: &Texts,
) -> Result<(), Error> {
    let branch = cast.actor(conn, told.branch, moment("2022-04-08", 9)?)?;
    let cover = Cover {
        title: Some(title.to_owned()),
        ..Cover::default()
    };
    let document = beginning::begin(conn, &branch, id, &NewDocument { kind, cover })?.id;
    file(conn, &branch, document, &texts.first, "bản gửi duyệt")?;
    on_document(
        conn,
        &branch,
        document,
        DocumentStep::Submit,
        &Default::default(),
    )?;
    let upper = cast.actor(conn, told.reviewer, moment("2022-04-12", 9)?)?;
    let remark = NewRemark {
        place: "Mục 1".to_owned(),
        text: format!("Bổ sung số liệu so sánh với nhiệm kỳ trước ({INVENTED})"),
    };
    let review = document_service::StepInput {
        remarks: vec![remark],
        ..Default::default()
    };
    on_document(
        conn,
        &upper,
        document,
        DocumentStep::ReturnForRevision,
        &review,
    )?;
    let branch = cast.actor(conn, told.branch, moment("2022-04-18", 9)?)?;
    on_document(
        conn,
        &branch,
        document,
        DocumentStep::Revise,
        &Default::default(),
    )?;
    accept_remarks(conn, &branch, document)?;
    file(
        conn,
        &branch,
        document,
        &texts.second,
        "bản đã tiếp thu ý kiến",
    )?;
    on_document(
        conn,
        &branch,
        document,
        DocumentStep::Submit,
        &Default::default(),
    )?;
    let upper = cast.actor(conn, told.reviewer, moment("2022-04-20", 9)?)?;
    on_document(
        conn,
        &upper,
        document,
        DocumentStep::Approve,
        &Default::default(),
    )
}

fn file(
    conn: &mut AnyConnection,
    branch: &Actor,
    document: DocumentId,
    text: &StoredFile,
    note: &str,
) -> Result<(), Error> {
    let new = NewVersion {
        file: text.clone(),
        file_name: "van-kien.txt".to_owned(),
        note: note.to_owned(),
    };
    let seen = document_service::find(conn, branch, document)?
        .document
        .version;
    version::service::file(conn, branch, (document, seen), &new)?;
    Ok(())
}

fn on_document(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: DocumentId,
    step: DocumentStep,
    input: &document_service::StepInput,
) -> Result<(), Error> {
    let seen = document_service::find(conn, actor, id)?.document.version;
    document_service::take_step(conn, actor, id, seen, step, input)?;
    Ok(())
}

fn accept_remarks(
    conn: &mut AnyConnection,
    branch: &Actor,
    document: DocumentId,
) -> Result<(), Error> {
    let page = crate::db::paging::PageRequest {
        limit: crate::db::paging::MOST,
        after: None,
    };
    let open = review::service::remarks(conn, branch, document, Which::Open, &page)?;
    for remark in open.items {
        let answer = review::service::Answer {
            outcome: Outcome::Accepted,
            text: format!("Đã bổ sung số liệu vào mục 1 ({INVENTED})"),
        };
        review::service::answer(conn, branch, remark.id, remark.version, &answer)?;
    }
    Ok(())
}

/// Nominees: members of the demo's branches, every one invented.
#[rustfmt::skip]
const NOMINEES: [(&str, &str, Sex, Candidacy, Post); 6] = [
    ("Nguyễn Văn An",  "1970-01-15", Sex::Male,   Candidacy::ReElection, Post::BranchCommitteeMember),
    ("Trần Thị Bình",  "1971-02-15", Sex::Female, Candidacy::ReElection, Post::BranchCommitteeMember),
    ("Lê Minh Chung",  "1972-03-15", Sex::Male,   Candidacy::FirstTime,  Post::BranchCommitteeMember),
    ("Hoàng Thị Hạnh", "1973-04-15", Sex::Female, Candidacy::FirstTime,  Post::BranchCommitteeMember),
    ("Nguyễn Văn An",  "1970-01-15", Sex::Male,   Candidacy::ReElection, Post::Secretary),
    ("Trần Thị Bình",  "1971-02-15", Sex::Female, Candidacy::ReElection, Post::DeputySecretary),
];

/// How many each post has.
const SEATS: [(Post, i64); 3] = [
    (Post::BranchCommitteeMember, 3),
    (Post::Secretary, 1),
    (Post::DeputySecretary, 1),
];

fn prepare_personnel(
    conn: &mut AnyConnection,
    cast: &Cast,
    told: &DemoPilot,
    id: CongressId,
) -> Result<(), Error> {
    let official = official_members_of(told.unit);
    let branch = cast.actor(conn, told.branch, moment("2022-04-04", 9)?)?;
    let seats = SEATS.map(|(post, count)| PostSeats { post, count });
    let work = personnel::service::begin(conn, &branch, id, &seats)?
        .personnel
        .id;
    let nominees = nominate(conn, &branch, work)?;
    for n in 1..=4 {
        let on = day("2022-04-04")? + chrono::TimeDelta::days(n * 3);
        let branch = cast.actor(conn, told.branch, moment(&on.to_string(), 16)?)?;
        let ballot = matches!(n, 2 | 3);
        let record = record(on, official, if ballot { nominees.as_slice() } else { &[] });
        let seen = personnel_step::service::read(conn, &branch, (work, n))?
            .0
            .version;
        let recorded = personnel_step::service::record(conn, &branch, (work, n), seen, &record)?;
        personnel_step::service::sign(conn, &branch, (work, n), recorded.0.version)?;
    }
    let branch = cast.actor(conn, told.branch, moment("2022-04-19", 9)?)?;
    on_personnel(
        conn,
        &branch,
        work,
        PersonnelStep::SubmitScheme,
        &Default::default(),
    )?;
    let upper = cast.actor(conn, told.reviewer, moment("2022-04-22", 9)?)?;
    let opinion = personnel::model::StepInput {
        opinion_symbol: Some(symbol("12-CV/ĐU")?),
        opinion_on: Some(day("2022-04-22")?),
        opinion_text: Some(format!("Đồng ý với đề án nhân sự của chi bộ ({INVENTED})")),
        ..Default::default()
    };
    on_personnel(conn, &upper, work, PersonnelStep::ApproveScheme, &opinion)
}

fn nominate(
    conn: &mut AnyConnection,
    branch: &Actor,
    work: PersonnelId,
) -> Result<Vec<NomineeId>, Error> {
    let mut keys = Vec::new();
    for (name, birth, sex, candidacy, post) in NOMINEES {
        let new = NewNominee {
            person: PersonPutForward::Typed {
                full_name: name.to_owned(),
                birth_date: day(birth)?,
                sex,
                status: None,
            },
            candidacy,
            post,
            salaried: true,
        };
        keys.push(nominee::service::nominate(conn, branch, work, &new)?.1.id);
    }
    Ok(keys)
}

fn record(on: NaiveDate, official: i64, nominees: &[NomineeId]) -> Record {
    let voted = (!nominees.is_empty()).then_some(official);
    Record {
        held_on: Some(on),
        summoned: Some(official),
        present: Some(official),
        ballots: Ballots {
            issued: voted,
            returned: voted,
            valid: voted,
            invalid: voted.map(|_| 0),
        },
        minutes: Some(format!("Biên bản cuộc họp ({INVENTED})")),
        totals: nominees
            .iter()
            .map(|id| Total {
                nominee_id: *id,
                agree: official - 1,
                disagree: 1,
            })
            .collect(),
    }
}

fn on_personnel(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PersonnelId,
    step: PersonnelStep,
    input: &personnel::model::StepInput,
) -> Result<(), Error> {
    let action = crate::auth::permission::Action::ReadPersonnel;
    let seen = personnel::service::find(conn, actor, action, id)?
        .personnel
        .version;
    personnel::service::take_step(conn, actor, id, seen, step, input)?;
    Ok(())
}

/// The day: the members come, the congress opens and goes through its programme.
pub(super) fn hold(
    conn: &mut AnyConnection,
    cast: &Cast,
    told: &DemoPilot,
    id: CongressId,
) -> Result<(), Error> {
    roll::come(conn, cast, told, id)?;
    let branch = cast.actor(conn, told.branch, moment(told.day, 8)?)?;
    step(conn, &branch, id, Step::Open, &Given::default())?;
    congress_day::conduct(conn, cast, told, id)
}

/// The congress hears a document and adopts it, so many for it and nobody against.
pub(super) fn adopt(
    conn: &mut AnyConnection,
    branch: &Actor,
    id: CongressId,
    kind: DocumentKind,
    votes_for: i64,
) -> Result<(), Error> {
    let document = document_service::of_kind(conn, id, kind)?.ok_or(Error::NotFound)?;
    let nothing = document_service::StepInput::default();
    on_document(conn, branch, document.id, DocumentStep::Present, &nothing)?;
    let adopted = document_service::StepInput {
        votes: VoteTotals {
            votes_for: Some(votes_for),
            votes_against: Some(0),
            votes_abstain: Some(0),
        },
        ..Default::default()
    };
    on_document(conn, branch, document.id, DocumentStep::Adopt, &adopted)
}

/// The personnel scheme is put to the congress.
pub(super) fn put_the_scheme(
    conn: &mut AnyConnection,
    branch: &Actor,
    id: CongressId,
) -> Result<(), Error> {
    let picture = personnel::service::of_congress(conn, branch, id)?;
    let work = picture.case.personnel.id;
    let nothing = personnel::model::StepInput::default();
    on_personnel(conn, branch, work, PersonnelStep::Present, &nothing)
}

/// The pilot closes on its day, after its lessons session.
pub(super) fn close(
    conn: &mut AnyConnection,
    cast: &Cast,
    told: &DemoPilot,
    id: CongressId,
) -> Result<(), Error> {
    let branch = cast.actor(conn, told.branch, moment(told.day, 17)?)?;
    step(conn, &branch, id, Step::Close, &Given::default())
}
