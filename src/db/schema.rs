// @generated automatically by Diesel CLI.

diesel::table! {
    use crate::db::sql_types::*;

    api_tokens (id) {
        id -> Uuid,
        user_id -> Uuid,
        name -> Text,
        token_hash -> Text,
        created_at -> Timestamptz,
        expires_at -> Nullable<Timestamptz>,
        revoked_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    appointments (post_id) {
        post_id -> Uuid,
        congress_id -> Uuid,
        unit_id -> Uuid,
        roll_entry_id -> Uuid,
        person_name -> Text,
        decision_symbol -> Text,
        decision_on -> Date,
        ground -> Text,
        appointed_at -> Timestamptz,
        appointed_by -> Uuid,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    assignments (id) {
        id -> Uuid,
        plan_id -> Uuid,
        opinion_id -> Nullable<Uuid>,
        unit_id -> Uuid,
        unit_path -> Text,
        board -> Text,
        task -> Text,
        due_on -> Nullable<Date>,
        state -> Text,
        done_at -> Nullable<Timestamptz>,
        done_note -> Nullable<Text>,
        created_at -> Timestamptz,
        version -> Int8,
        purpose -> Text,
        congress_id -> Nullable<Uuid>,
        awaited_on -> Date,
        post -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    audit_checkpoints (seq) {
        seq -> Int8,
        at -> Timestamptz,
        sealed -> Int8,
        root -> Text,
        prev_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    audit_entries (id) {
        id -> Uuid,
        subject_kind -> Text,
        subject_id -> Uuid,
        seq -> Int8,
        at -> Timestamptz,
        actor_id -> Nullable<Uuid>,
        action -> Text,
        detail -> Text,
        prev_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    audit_heads (subject_kind, subject_id) {
        subject_kind -> Text,
        subject_id -> Uuid,
        seq -> Int8,
        hash -> Text,
        sealed_seq -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    audit_seals (checkpoint_seq, subject_kind, subject_id) {
        checkpoint_seq -> Int8,
        subject_kind -> Text,
        subject_id -> Uuid,
        seq -> Int8,
        hash -> Text,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    calendar_feeds (id) {
        id -> Uuid,
        user_id -> Uuid,
        token_hash -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    checklist_ticks (congress_id, clause_id) {
        congress_id -> Uuid,
        clause_id -> Uuid,
        done -> Bool,
        note -> Nullable<Text>,
        ticked_at -> Timestamptz,
        ticked_by -> Uuid,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    clause_opinions (clause_id, opinion_id) {
        clause_id -> Uuid,
        opinion_id -> Uuid,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    committee_terms (id) {
        id -> Uuid,
        unit_id -> Uuid,
        begins_on -> Date,
        ground -> Text,
        created_at -> Timestamptz,
        created_by -> Uuid,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    congress_posts (id) {
        id -> Uuid,
        congress_id -> Uuid,
        post -> Text,
        person_name -> Nullable<Text>,
        nominee_id -> Nullable<Uuid>,
        outcome -> Text,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    congresses (id) {
        id -> Uuid,
        plan_id -> Uuid,
        unit_id -> Uuid,
        unit_path -> Text,
        unit_name -> Text,
        search -> Text,
        approving_unit_id -> Uuid,
        sub_committee_id -> Nullable<Uuid>,
        sector_id -> Nullable<Uuid>,
        state -> Text,
        pilot -> Bool,
        pilot_reason -> Nullable<Text>,
        planned_on -> Nullable<Date>,
        planned_time -> Nullable<Text>,
        venue -> Nullable<Text>,
        half_days -> Int8,
        notice_given_on -> Nullable<Date>,
        summoned_official -> Nullable<Int8>,
        summoned_probationary -> Nullable<Int8>,
        present_official -> Nullable<Int8>,
        present_probationary -> Nullable<Int8>,
        guidance_override -> Nullable<Text>,
        opened_on -> Nullable<Date>,
        closed_on -> Nullable<Date>,
        reported_on -> Nullable<Date>,
        due_on -> Nullable<Date>,
        decision_symbol -> Nullable<Text>,
        decision_on -> Nullable<Date>,
        end_reason -> Nullable<Text>,
        created_at -> Timestamptz,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    count_entries (id) {
        id -> Uuid,
        round_id -> Uuid,
        place -> Text,
        minutes -> Jsonb,
        salt -> Text,
        seal -> Text,
        note -> Nullable<Text>,
        entered_by -> Uuid,
        entered_at -> Timestamptz,
        counter_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    document_numbers (id) {
        id -> Uuid,
        series_id -> Uuid,
        number -> Int8,
        document_type -> Text,
        symbol -> Text,
        state -> Text,
        secrecy -> Text,
        dated_on -> Nullable<Date>,
        abstract_text -> Nullable<Text>,
        custodian -> Nullable<Text>,
        subject_id -> Nullable<Uuid>,
        reserved_for -> Nullable<Text>,
        cancel_reason -> Nullable<Text>,
        cancelled_at -> Nullable<Timestamptz>,
        cancelled_by -> Nullable<Uuid>,
        given_at -> Timestamptz,
        given_by -> Uuid,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    delegations (congress_id) {
        congress_id -> Uuid,
        allocated -> Int8,
        decision -> Nullable<Text>,
        allocated_by -> Uuid,
        allocated_at -> Timestamptz,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    document_versions (id) {
        id -> Uuid,
        document_id -> Uuid,
        n -> Int8,
        file_kind -> Nullable<Text>,
        file_name -> Text,
        size -> Int8,
        sha256 -> Text,
        extracted -> Nullable<Text>,
        search -> Nullable<Text>,
        note -> Text,
        created_at -> Timestamptz,
        created_by -> Uuid,
        text_characters -> Nullable<Int8>,
        text_cut -> Bool,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    documents (id) {
        id -> Uuid,
        congress_id -> Uuid,
        kind -> Text,
        title -> Text,
        state -> Text,
        secrecy -> Text,
        symbol -> Nullable<Text>,
        registered_on -> Nullable<Date>,
        custodian -> Nullable<Text>,
        latest_version -> Int8,
        approved_version -> Nullable<Int8>,
        endorsed_version -> Nullable<Int8>,
        final_needed -> Bool,
        base_official -> Nullable<Int8>,
        votes_for -> Nullable<Int8>,
        votes_against -> Nullable<Int8>,
        votes_abstain -> Nullable<Int8>,
        created_at -> Timestamptz,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    election_candidates (id) {
        id -> Uuid,
        election_id -> Uuid,
        nominee_id -> Nullable<Uuid>,
        roll_entry_id -> Nullable<Uuid>,
        full_name -> Text,
        name_key -> Text,
        birth_date -> Nullable<Date>,
        origin -> Text,
        of_convening_committee -> Bool,
        nominated_by -> Nullable<Uuid>,
        state -> Text,
        support_count -> Nullable<Int8>,
        support_attending -> Nullable<Int8>,
        poll_votes -> Nullable<Int8>,
        withdrawal_reason -> Nullable<Text>,
        withdrawal_vote -> Nullable<Jsonb>,
        elected_in -> Nullable<Int8>,
        created_at -> Timestamptz,
        version -> Int8,
        manner -> Text,
        consented -> Bool,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    election_rounds (id) {
        id -> Uuid,
        election_id -> Uuid,
        n -> Int8,
        kind -> Text,
        state -> Text,
        seats -> Int8,
        ballot_form -> Text,
        names -> Jsonb,
        counters -> Jsonb,
        base -> Jsonb,
        present -> Int8,
        outcome -> Nullable<Jsonb>,
        note -> Nullable<Text>,
        issued_at -> Timestamptz,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    elections (id) {
        id -> Uuid,
        congress_id -> Uuid,
        post -> Text,
        state -> Text,
        proposed_seats -> Int8,
        seats -> Nullable<Int8>,
        seats_vote -> Nullable<Jsonb>,
        list_vote -> Nullable<Jsonb>,
        vacancy_reason -> Nullable<Text>,
        vacancy_vote -> Nullable<Jsonb>,
        created_at -> Timestamptz,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    events (id) {
        id -> Uuid,
        position -> Nullable<Int8>,
        at -> Timestamptz,
        kind -> Text,
        subject_kind -> Text,
        subject_id -> Uuid,
        unit_path -> Text,
        payload -> Jsonb,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    guidance_acknowledgements (guidance_id, congress_id) {
        guidance_id -> Uuid,
        congress_id -> Uuid,
        acknowledged_at -> Timestamptz,
        acknowledged_by -> Uuid,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    guidance_clauses (id) {
        id -> Uuid,
        guidance_id -> Uuid,
        n -> Int8,
        text -> Text,
        checklist -> Text,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    guidances (id) {
        id -> Uuid,
        plan_id -> Uuid,
        state -> Text,
        symbol -> Nullable<Text>,
        title -> Text,
        issued_on -> Nullable<Date>,
        issued_at -> Nullable<Timestamptz>,
        superseded_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        created_by -> Uuid,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    idempotency_keys (user_id, key) {
        user_id -> Uuid,
        key -> Text,
        fingerprint -> Text,
        answer -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    import_rows (import_id, n) {
        import_id -> Uuid,
        n -> Int8,
        fate -> Text,
        content -> Jsonb,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    imports (id) {
        id -> Uuid,
        kind -> Text,
        unit_id -> Nullable<Uuid>,
        user_id -> Uuid,
        file_name -> Text,
        new_rows -> Int8,
        changed_rows -> Int8,
        same_rows -> Int8,
        wrong_rows -> Int8,
        created_at -> Timestamptz,
        committed_at -> Nullable<Timestamptz>,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    members (id) {
        id -> Uuid,
        unit_id -> Uuid,
        full_name -> Text,
        name_key -> Text,
        search -> Text,
        birth_date -> Date,
        sex -> Text,
        ethnicity -> Nullable<Text>,
        admitted_on -> Nullable<Date>,
        official_on -> Nullable<Date>,
        post -> Nullable<Text>,
        education -> Nullable<Text>,
        status -> Text,
        created_at -> Timestamptz,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    notices (id) {
        id -> Uuid,
        seat -> Text,
        unit_id -> Uuid,
        subject_kind -> Text,
        subject_id -> Uuid,
        code -> Text,
        due_on -> Nullable<Date>,
        created_at -> Timestamptz,
        done_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    number_series (id) {
        id -> Uuid,
        unit_id -> Uuid,
        congress_id -> Nullable<Uuid>,
        board_code -> Text,
        type_code -> Text,
        term_from -> Nullable<Date>,
        last_number -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    offices (id) {
        id -> Uuid,
        user_id -> Uuid,
        role -> Text,
        unit_id -> Nullable<Uuid>,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        created_at -> Timestamptz,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    opinions (id) {
        id -> Uuid,
        plan_id -> Uuid,
        congress_id -> Uuid,
        theme -> Text,
        text -> Text,
        raised_by -> Text,
        raised_by_unit_id -> Nullable<Uuid>,
        state -> Text,
        answer -> Nullable<Text>,
        answered_at -> Nullable<Timestamptz>,
        answered_by -> Nullable<Uuid>,
        conclusion -> Nullable<Text>,
        concluded_at -> Nullable<Timestamptz>,
        concluded_by -> Nullable<Uuid>,
        created_at -> Timestamptz,
        created_by -> Uuid,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    organ_members (organ_id, n) {
        organ_id -> Uuid,
        n -> Int8,
        roll_entry_id -> Uuid,
        name -> Text,
        head -> Bool,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    organs (id) {
        id -> Uuid,
        congress_id -> Uuid,
        kind -> Text,
        state -> Text,
        vote_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    password_resets (id) {
        id -> Uuid,
        user_id -> Uuid,
        token_hash -> Text,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    personnel_nominees (id) {
        id -> Uuid,
        process_id -> Uuid,
        member_id -> Nullable<Uuid>,
        full_name -> Text,
        name_key -> Text,
        birth_date -> Date,
        sex -> Text,
        candidacy -> Text,
        post -> Text,
        salaried -> Bool,
        withdrawn_reason -> Nullable<Text>,
        elected -> Nullable<Bool>,
        created_at -> Timestamptz,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    personnel_processes (id) {
        id -> Uuid,
        congress_id -> Uuid,
        state -> Text,
        seats -> Jsonb,
        opinion_symbol -> Nullable<Text>,
        opinion_on -> Nullable<Date>,
        opinion_text -> Nullable<Text>,
        returned_reason -> Nullable<Text>,
        created_at -> Timestamptz,
        version -> Int8,
        endorsed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    personnel_steps (id) {
        id -> Uuid,
        process_id -> Uuid,
        n -> Int8,
        kind -> Text,
        name -> Text,
        held_on -> Nullable<Date>,
        summoned -> Nullable<Int8>,
        present -> Nullable<Int8>,
        ballots_issued -> Nullable<Int8>,
        ballots_returned -> Nullable<Int8>,
        ballots_valid -> Nullable<Int8>,
        ballots_invalid -> Nullable<Int8>,
        minutes -> Nullable<Text>,
        signed_at -> Nullable<Timestamptz>,
        signed_by -> Nullable<Uuid>,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    personnel_totals (step_id, nominee_id) {
        step_id -> Uuid,
        nominee_id -> Uuid,
        agree -> Int8,
        disagree -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    plan_revisions (plan_id, revision) {
        plan_id -> Uuid,
        revision -> Int8,
        snapshot -> Jsonb,
        reason -> Text,
        recorded_at -> Timestamptz,
        recorded_by -> Uuid,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    plan_scopes (plan_id, unit_id) {
        plan_id -> Uuid,
        unit_id -> Uuid,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    plans (id) {
        id -> Uuid,
        unit_id -> Uuid,
        unit_path -> Text,
        implements_id -> Nullable<Uuid>,
        state -> Text,
        symbol -> Nullable<Text>,
        title -> Text,
        search -> Text,
        issued_on -> Nullable<Date>,
        term_from -> Int8,
        term_to -> Int8,
        pilot_from -> Nullable<Date>,
        pilot_to -> Nullable<Date>,
        rest_from -> Nullable<Date>,
        rest_to -> Nullable<Date>,
        content -> Jsonb,
        revision -> Int8,
        created_at -> Timestamptz,
        created_by -> Uuid,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    post_changes (id) {
        id -> Uuid,
        post_id -> Uuid,
        congress_id -> Uuid,
        change -> Text,
        person_name -> Text,
        roll_entry_id -> Nullable<Uuid>,
        cause -> Nullable<Text>,
        effective_on -> Date,
        votes -> Nullable<Int8>,
        base -> Nullable<Int8>,
        decision -> Text,
        decision_on -> Nullable<Date>,
        recorded_at -> Timestamptz,
        recorded_by -> Uuid,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    process_history (id) {
        id -> Uuid,
        subject_kind -> Text,
        subject_id -> Uuid,
        step -> Text,
        from_state -> Text,
        to_state -> Text,
        actor_id -> Uuid,
        role -> Text,
        office_unit_id -> Nullable<Uuid>,
        at -> Timestamptz,
        on_date -> Date,
        ground -> Text,
        note -> Nullable<Text>,
        data -> Jsonb,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    programme_items (id) {
        id -> Uuid,
        congress_id -> Uuid,
        n -> Int8,
        kind -> Text,
        title -> Nullable<Text>,
        planned_minutes -> Int8,
        required -> Bool,
        begun_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
        session -> Text,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    programmes (congress_id) {
        congress_id -> Uuid,
        ceremonies -> Jsonb,
        built_at -> Timestamptz,
        built_by -> Uuid,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    progress_changes (id) {
        id -> Uuid,
        plan_id -> Uuid,
        unit_path -> Text,
        sector -> Text,
        state -> Text,
        due_on -> Date,
        n -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    progress_due (plan_id, unit_id, due_on) {
        plan_id -> Uuid,
        unit_id -> Uuid,
        due_on -> Date,
        n -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    progress_parts (plan_id, unit_id, sector, state, due_on) {
        plan_id -> Uuid,
        unit_id -> Uuid,
        sector -> Text,
        state -> Text,
        due_on -> Date,
        n -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    progress_states (plan_id, unit_id, state) {
        plan_id -> Uuid,
        unit_id -> Uuid,
        state -> Text,
        n -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    refresh_tokens (id) {
        id -> Uuid,
        session_id -> Uuid,
        token_hash -> Text,
        issued_at -> Timestamptz,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    remarks (id) {
        id -> Uuid,
        document_id -> Uuid,
        review_id -> Uuid,
        version_n -> Int8,
        place -> Text,
        text -> Text,
        outcome -> Nullable<Text>,
        resolution -> Nullable<Text>,
        resolved_at -> Nullable<Timestamptz>,
        resolved_by -> Nullable<Uuid>,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    reviews (id) {
        id -> Uuid,
        document_id -> Uuid,
        version_n -> Int8,
        decision -> Text,
        note -> Nullable<Text>,
        unit_id -> Uuid,
        decided_at -> Timestamptz,
        decided_by -> Uuid,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    roll_changes (id) {
        id -> Uuid,
        entry_id -> Uuid,
        version -> Int8,
        kind -> Text,
        at -> Timestamptz,
        changed_by -> Nullable<Uuid>,
        full_name -> Text,
        status -> Text,
        mark -> Text,
        arrived_at -> Nullable<Timestamptz>,
        left_at -> Nullable<Timestamptz>,
        absence_reason -> Nullable<Text>,
        absence_accepted -> Nullable<Bool>,
        struck_off -> Bool,
        note -> Nullable<Text>,
        birth_date -> Nullable<Date>,
        of_convening_committee -> Nullable<Bool>,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    roll_entries (id) {
        id -> Uuid,
        congress_id -> Uuid,
        member_id -> Nullable<Uuid>,
        full_name -> Text,
        name_key -> Text,
        search -> Text,
        status -> Text,
        mark -> Text,
        arrived_at -> Nullable<Timestamptz>,
        left_at -> Nullable<Timestamptz>,
        absence_reason -> Nullable<Text>,
        absence_accepted -> Nullable<Bool>,
        by_hand -> Bool,
        struck_off -> Bool,
        created_at -> Timestamptz,
        version -> Int8,
        birth_date -> Nullable<Date>,
        of_convening_committee -> Nullable<Bool>,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    search_texts (id) {
        id -> Int8,
        text -> Text,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    sectors (id) {
        id -> Uuid,
        code -> Text,
        name -> Text,
        created_at -> Timestamptz,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    sessions (id) {
        id -> Uuid,
        user_id -> Uuid,
        created_at -> Timestamptz,
        last_used_at -> Timestamptz,
        expires_at -> Timestamptz,
        revoked_at -> Nullable<Timestamptz>,
        address -> Text,
        agent -> Text,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    settings (key) {
        key -> Text,
        value -> Text,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    sign_in_failures (subject) {
        subject -> Text,
        failures -> Int8,
        last_at -> Timestamptz,
        blocked_until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    targets (id) {
        id -> Uuid,
        congress_id -> Uuid,
        n -> Int8,
        text -> Text,
        indicator -> Text,
        unit -> Text,
        direction -> Text,
        baseline -> Nullable<Int8>,
        value -> Int8,
        state -> Text,
        vote_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    unit_placements (id) {
        id -> Uuid,
        unit_id -> Uuid,
        parent_id -> Nullable<Uuid>,
        path -> Text,
        level -> Text,
        code -> Text,
        name -> Text,
        short_name -> Text,
        search -> Text,
        sector_id -> Nullable<Uuid>,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    unit_successions (id) {
        id -> Uuid,
        predecessor_id -> Uuid,
        successor_id -> Uuid,
        kind -> Text,
        on_date -> Date,
        note -> Text,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    units (id) {
        id -> Uuid,
        official_members -> Int8,
        probationary_members -> Int8,
        created_at -> Timestamptz,
        version -> Int8,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    users (id) {
        id -> Uuid,
        kind -> Text,
        username -> Text,
        display_name -> Text,
        search -> Text,
        password_hash -> Text,
        password_changed_at -> Timestamptz,
        must_change_password -> Bool,
        totp_secret -> Nullable<Text>,
        totp_pending -> Nullable<Text>,
        totp_last_step -> Nullable<Int8>,
        disabled_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        version -> Int8,
        language -> Nullable<Text>,
        member_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    use crate::db::sql_types::*;

    votes (id) {
        id -> Uuid,
        congress_id -> Uuid,
        subject -> Text,
        subject_id -> Nullable<Uuid>,
        wording -> Nullable<Text>,
        base -> Jsonb,
        attendance -> Jsonb,
        votes_for -> Int8,
        votes_against -> Int8,
        votes_abstain -> Int8,
        adopted -> Bool,
        note -> Nullable<Text>,
        recorded_at -> Timestamptz,
        recorded_by -> Uuid,
    }
}

diesel::joinable!(api_tokens -> users (user_id));
diesel::joinable!(appointments -> congress_posts (post_id));
diesel::joinable!(appointments -> congresses (congress_id));
diesel::joinable!(appointments -> roll_entries (roll_entry_id));
diesel::joinable!(appointments -> units (unit_id));
diesel::joinable!(appointments -> users (appointed_by));
diesel::joinable!(assignments -> congresses (congress_id));
diesel::joinable!(assignments -> opinions (opinion_id));
diesel::joinable!(assignments -> plans (plan_id));
diesel::joinable!(assignments -> units (unit_id));
diesel::joinable!(audit_seals -> audit_checkpoints (checkpoint_seq));
diesel::joinable!(calendar_feeds -> users (user_id));
diesel::joinable!(checklist_ticks -> congresses (congress_id));
diesel::joinable!(checklist_ticks -> guidance_clauses (clause_id));
diesel::joinable!(checklist_ticks -> users (ticked_by));
diesel::joinable!(clause_opinions -> guidance_clauses (clause_id));
diesel::joinable!(clause_opinions -> opinions (opinion_id));
diesel::joinable!(committee_terms -> units (unit_id));
diesel::joinable!(committee_terms -> users (created_by));
diesel::joinable!(congress_posts -> congresses (congress_id));
diesel::joinable!(congresses -> plans (plan_id));
diesel::joinable!(congresses -> sectors (sector_id));
diesel::joinable!(count_entries -> election_rounds (round_id));
diesel::joinable!(count_entries -> roll_entries (counter_id));
diesel::joinable!(count_entries -> users (entered_by));
diesel::joinable!(document_numbers -> number_series (series_id));
diesel::joinable!(delegations -> congresses (congress_id));
diesel::joinable!(delegations -> users (allocated_by));
diesel::joinable!(document_versions -> documents (document_id));
diesel::joinable!(document_versions -> users (created_by));
diesel::joinable!(documents -> congresses (congress_id));
diesel::joinable!(election_candidates -> elections (election_id));
diesel::joinable!(election_candidates -> personnel_nominees (nominee_id));
diesel::joinable!(election_rounds -> elections (election_id));
diesel::joinable!(elections -> congresses (congress_id));
diesel::joinable!(guidance_acknowledgements -> congresses (congress_id));
diesel::joinable!(guidance_acknowledgements -> guidances (guidance_id));
diesel::joinable!(guidance_acknowledgements -> users (acknowledged_by));
diesel::joinable!(guidance_clauses -> guidances (guidance_id));
diesel::joinable!(guidances -> plans (plan_id));
diesel::joinable!(guidances -> users (created_by));
diesel::joinable!(import_rows -> imports (import_id));
diesel::joinable!(imports -> units (unit_id));
diesel::joinable!(imports -> users (user_id));
diesel::joinable!(members -> units (unit_id));
diesel::joinable!(number_series -> congresses (congress_id));
diesel::joinable!(number_series -> units (unit_id));
diesel::joinable!(offices -> units (unit_id));
diesel::joinable!(offices -> users (user_id));
diesel::joinable!(opinions -> congresses (congress_id));
diesel::joinable!(opinions -> plans (plan_id));
diesel::joinable!(opinions -> units (raised_by_unit_id));
diesel::joinable!(organ_members -> organs (organ_id));
diesel::joinable!(organ_members -> roll_entries (roll_entry_id));
diesel::joinable!(organs -> congresses (congress_id));
diesel::joinable!(organs -> votes (vote_id));
diesel::joinable!(password_resets -> users (user_id));
diesel::joinable!(personnel_nominees -> members (member_id));
diesel::joinable!(personnel_nominees -> personnel_processes (process_id));
diesel::joinable!(personnel_processes -> congresses (congress_id));
diesel::joinable!(personnel_steps -> personnel_processes (process_id));
diesel::joinable!(personnel_steps -> users (signed_by));
diesel::joinable!(personnel_totals -> personnel_nominees (nominee_id));
diesel::joinable!(personnel_totals -> personnel_steps (step_id));
diesel::joinable!(plan_revisions -> plans (plan_id));
diesel::joinable!(plan_revisions -> users (recorded_by));
diesel::joinable!(plan_scopes -> plans (plan_id));
diesel::joinable!(plan_scopes -> units (unit_id));
diesel::joinable!(plans -> units (unit_id));
diesel::joinable!(plans -> users (created_by));
diesel::joinable!(post_changes -> congress_posts (post_id));
diesel::joinable!(post_changes -> congresses (congress_id));
diesel::joinable!(post_changes -> roll_entries (roll_entry_id));
diesel::joinable!(post_changes -> users (recorded_by));
diesel::joinable!(programme_items -> programmes (congress_id));
diesel::joinable!(programmes -> congresses (congress_id));
diesel::joinable!(programmes -> users (built_by));
diesel::joinable!(progress_changes -> plans (plan_id));
diesel::joinable!(progress_due -> plans (plan_id));
diesel::joinable!(progress_parts -> plans (plan_id));
diesel::joinable!(progress_states -> plans (plan_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(remarks -> documents (document_id));
diesel::joinable!(remarks -> reviews (review_id));
diesel::joinable!(remarks -> users (resolved_by));
diesel::joinable!(reviews -> documents (document_id));
diesel::joinable!(reviews -> units (unit_id));
diesel::joinable!(reviews -> users (decided_by));
diesel::joinable!(roll_changes -> roll_entries (entry_id));
diesel::joinable!(roll_changes -> users (changed_by));
diesel::joinable!(roll_entries -> congresses (congress_id));
diesel::joinable!(roll_entries -> members (member_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(targets -> congresses (congress_id));
diesel::joinable!(targets -> votes (vote_id));
diesel::joinable!(unit_placements -> sectors (sector_id));
diesel::joinable!(users -> members (member_id));
diesel::joinable!(votes -> congresses (congress_id));
diesel::joinable!(votes -> users (recorded_by));

diesel::allow_tables_to_appear_in_same_query!(
    api_tokens,
    appointments,
    assignments,
    audit_checkpoints,
    audit_entries,
    audit_heads,
    audit_seals,
    calendar_feeds,
    checklist_ticks,
    clause_opinions,
    committee_terms,
    congress_posts,
    congresses,
    count_entries,
    document_numbers,
    delegations,
    document_versions,
    documents,
    election_candidates,
    election_rounds,
    elections,
    events,
    guidance_acknowledgements,
    guidance_clauses,
    guidances,
    idempotency_keys,
    import_rows,
    imports,
    members,
    notices,
    number_series,
    offices,
    opinions,
    organ_members,
    organs,
    password_resets,
    personnel_nominees,
    personnel_processes,
    personnel_steps,
    personnel_totals,
    plan_revisions,
    plan_scopes,
    plans,
    post_changes,
    process_history,
    programme_items,
    programmes,
    progress_changes,
    progress_due,
    progress_parts,
    progress_states,
    refresh_tokens,
    remarks,
    reviews,
    roll_changes,
    roll_entries,
    search_texts,
    sectors,
    sessions,
    settings,
    sign_in_failures,
    targets,
    unit_placements,
    unit_successions,
    units,
    users,
    votes,
);
