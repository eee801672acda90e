//! What is next about an organ of the congress. Pure.

use serde_json::{Value, json};

use super::model::{Act, Call, Facts, Method, OrganAt, Task};
use super::rules::{act, hands, post, post_seen};
use crate::error::Arg;
use crate::organ::model::{OrganKind, State};

/// An organ is put forward, then voted; anew where it was voted down, or where somebody in it may not be voted on.
pub fn organ(kind: OrganKind, facts: &Facts) -> Option<Task> {
    let there = facts.organs.iter().find(|organ| organ.kind == kind);
    let task = match there {
        None => {
            let path = format!("/congresses/{}/organs", facts.congress);
            let body = json!({ "kind": kind, "members": members() });
            act(Act::ProposeOrgan, post(path, body))
        }
        Some(organ) => match organ.state {
            State::Proposed if organ.fit => act(
                Act::VoteOrgan,
                post_seen(format!("/organs/{}/vote", organ.id), organ.version, hands()),
            ),
            State::Proposed | State::Rejected => anew(organ),
            State::Elected => return None,
        },
    };
    Some(task.about(Arg::term("organ", kind)))
}

/// Others for an organ that was elected and cannot do what it is for any more.
pub fn replaced(kind: OrganKind, facts: &Facts) -> Option<Task> {
    let elected = facts
        .organs
        .iter()
        .find(|organ| organ.kind == kind && organ.state == State::Elected);
    match elected {
        Some(organ) => Some(anew(organ).about(Arg::term("organ", kind))),
        None => organ(kind, facts),
    }
}

fn anew(organ: &OrganAt) -> Task {
    let call = Call {
        method: Method::Put,
        path: format!("/organs/{}", organ.id),
        seen: Some(organ.version),
        body: json!({ "members": members() }),
    };
    act(Act::ProposeOrganAnew, call)
}

/// Who is in it, to be filled in.
fn members() -> Value {
    json!([{ "roll_entry_id": Value::Null, "head": true }])
}
