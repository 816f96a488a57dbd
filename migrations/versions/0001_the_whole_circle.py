"""the whole circle."""

from alembic import op
import sqlalchemy as sa


revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "jury",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("subject_url", sa.String(length=200), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("days", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("answer_days", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("seed_commitment", sa.String(length=64), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pool_size", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("pool_digest", sa.String(length=64), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(drawn_at IS NULL) = (closes_at IS NULL)", name=op.f("ck_jury_drawn_has_deadline")),
        sa.CheckConstraint("drawn_at IS NULL OR pool_size >= 1", name=op.f("ck_jury_drawn_from_somebody")),
        sa.CheckConstraint("size >= 1 AND days >= 1 AND answer_days >= 1", name=op.f("ck_jury_numbers_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jury")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_jury_kind_subject")),
    )
    with op.batch_alter_table("jury", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_jury_is_open_closes_at"), ["is_open", "closes_at"], unique=False)

    op.create_table(
        "once_key",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("asked", sa.String(length=64), nullable=False),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_once_key")),
        sa.UniqueConstraint("owner", "key", name=op.f("uq_once_key_owner_key")),
    )
    with op.batch_alter_table("once_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_once_key_created_at"), ["created_at"], unique=False)

    op.create_table(
        "outbox_message",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_hash", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_message_key")),
    )
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_message_waiting", ["delivered_at", "given_up_at", "due_at"], unique=False)

    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "paused_address",
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("address_hash", name=op.f("pk_paused_address")),
    )
    with op.batch_alter_table("paused_address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paused_address_refused_at"), ["refused_at"], unique=False)

    op.create_table(
        "picture",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("width", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("height", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("alt", sa.String(length=300), nullable=False),
        sa.Column("by_member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("(hidden_at IS NULL) = (hidden_reason IS NULL)", name=op.f("ck_picture_hidden_has_reason")),
        sa.CheckConstraint("width > 0 AND height > 0", name=op.f("ck_picture_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("key", name=op.f("uq_picture_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.create_index("ix_picture_by_member_id_created_at", ["by_member_id", "created_at"], unique=False)

    op.create_table(
        "record_checkpoint",
        sa.Column("size", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.CheckConstraint(
            "length(public_key) = 64 and length(signature) = 128", name=op.f("ck_record_checkpoint_signature_length")
        ),
        sa.CheckConstraint("length(root) = 64 and length(chain) = 64", name=op.f("ck_record_checkpoint_hash_length")),
        sa.CheckConstraint("size >= 1", name=op.f("ck_record_checkpoint_size_from_one")),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_record_checkpoint")),
    )
    with op.batch_alter_table("record_checkpoint", schema=None) as batch_op:
        batch_op.create_index("ix_record_checkpoint_at", ["at"], unique=False)

    op.create_table(
        "record_entry",
        sa.Column("seq", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("actor_role", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("commitment", sa.String(length=64), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "length(commitment) IN (0, 64) and length(actor) IN (0, 32)", name=op.f("ck_record_entry_commitment_length")
        ),
        sa.CheckConstraint("length(hash) = 64 and length(prev_hash) = 64", name=op.f("ck_record_entry_hash_length")),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_record_entry_seq_from_one")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_record_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_record_entry_hash")),
        sa.UniqueConstraint("prev_hash", name=op.f("uq_record_entry_prev_hash")),
    )
    with op.batch_alter_table("record_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_entry_at"), ["at"], unique=False)
        batch_op.create_index("ix_record_entry_kind_seq", ["kind", "seq"], unique=False)
        batch_op.create_index("ix_record_entry_subject_seq", ["subject", "seq"], unique=False)

    op.create_table(
        "record_node",
        sa.Column("level", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column(
            "position", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(hash) = 64 and level >= 0 and position >= 0", name=op.f("ck_record_node_a_place")),
        sa.PrimaryKeyConstraint("level", "position", name=op.f("pk_record_node")),
    )
    op.create_table(
        "record_witness",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_folded", sa.String(length=254), nullable=False),
        sa.Column(
            "pace",
            sa.Enum("day", "every", name="pace", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_witness")),
        sa.UniqueConstraint("email_folded", name=op.f("uq_record_witness_email_folded")),
    )
    op.create_table(
        "search_entry",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("ref_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("beginning", sa.String(length=300), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
    )
    with op.batch_alter_table("search_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_entry_name"), ["name"], unique=False)

    op.create_table(
        "search_word",
        sa.Column(
            "word",
            sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_word")),
    )
    op.create_table(
        "throttle_count",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("window", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("hits", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("ends_at", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("name", "key", "window", name=op.f("pk_throttle_count")),
    )
    with op.batch_alter_table("throttle_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_throttle_count_ends_at"), ["ends_at"], unique=False)

    op.create_table(
        "brand",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("tagline", sa.String(length=120), nullable=False),
        sa.Column("accent", sa.String(length=7), nullable=False),
        sa.Column("accent_dark", sa.String(length=7), nullable=False),
        sa.Column("logo_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("former_names", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_brand_only_one")),
        sa.ForeignKeyConstraint(["logo_id"], ["picture.id"], name=op.f("fk_brand_logo_id_picture")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand")),
    )
    op.create_table(
        "jury_verdict",
        sa.Column("jury_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("sent_back", sa.Boolean(), nullable=False),
        sa.Column("send_back", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("uphold", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("record_seq", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.CheckConstraint("NOT sent_back OR send_back > uphold", name=op.f("ck_jury_verdict_sent_back_by_a_majority")),
        sa.CheckConstraint("send_back >= 0 AND uphold >= 0", name=op.f("ck_jury_verdict_counts_not_negative")),
        sa.ForeignKeyConstraint(["jury_id"], ["jury.id"], name=op.f("fk_jury_verdict_jury_id_jury")),
        sa.ForeignKeyConstraint(
            ["record_seq"], ["record_entry.seq"], name=op.f("fk_jury_verdict_record_seq_record_entry")
        ),
        sa.PrimaryKeyConstraint("jury_id", name=op.f("pk_jury_verdict")),
    )
    with op.batch_alter_table("jury_verdict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_jury_verdict_record_seq"), ["record_seq"], unique=False)

    op.create_table(
        "member",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_folded", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("email_folded", sa.String(length=254), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column(
            "role",
            sa.Enum("member", "staff", "admin", name="role", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("picture_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("picture_key", sa.String(length=32), nullable=True),
        sa.Column("about_source", sa.Text(), nullable=False),
        sa.Column("about_html", sa.Text(), nullable=False),
        sa.Column("about_hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("about_hidden_reason", sa.Text(), nullable=True),
        sa.Column("hidden_name", sa.String(length=60), nullable=True),
        sa.Column("name_hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("name_hidden_reason", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_from", sa.String(length=60), nullable=True),
        sa.Column("imported_name", sa.String(length=200), nullable=True),
        sa.CheckConstraint("role = 'member' OR confirmed_at IS NOT NULL", name=op.f("ck_member_staff_confirmed")),
        sa.CheckConstraint(
            "email IS NULL OR (email_folded IS NULL) = (confirmed_at IS NULL)",
            name=op.f("ck_member_holds_when_confirmed"),
        ),
        sa.CheckConstraint("email_folded IS NULL OR email IS NOT NULL", name=op.f("ck_member_held_email")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 60", name=op.f("ck_member_name_length")),
        sa.CheckConstraint("(name_hidden_at IS NULL) = (name_hidden_reason IS NULL)", name=op.f("ck_member_hidden_name_has_reason")),
        sa.CheckConstraint("(name_hidden_at IS NULL) = (hidden_name IS NULL)", name=op.f("ck_member_hidden_name_kept")),
        sa.CheckConstraint("(about_hidden_at IS NULL) = (about_hidden_reason IS NULL)", name=op.f("ck_member_hidden_words_have_reason")),
        sa.CheckConstraint("password_hash IS NULL OR email IS NOT NULL", name=op.f("ck_member_password_needs_email")),
        sa.ForeignKeyConstraint(["picture_id"], ["picture.id"], name=op.f("fk_member_picture_id_picture")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("email_folded", name=op.f("uq_member_email_folded")),
        sa.UniqueConstraint("imported_from", "imported_name", name=op.f("uq_member_imported_from_imported_name")),
        sa.UniqueConstraint("name_folded", name=op.f("uq_member_name_folded")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index("ix_member_created_at", ["created_at"], unique=False)
        batch_op.create_index("ix_member_picture_id", ["picture_id"], unique=False)
        batch_op.create_index(
            "ix_member_role",
            ["role"],
            unique=False,
            sqlite_where=sa.text("role <> 'member'"),
            postgresql_where=sa.text("role <> 'member'"),
        )

    op.create_table(
        "record_secret",
        sa.Column("seq", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("private", sa.Text(), nullable=False),
        sa.CheckConstraint("length(salt) = 64", name=op.f("ck_record_secret_salt_length")),
        sa.ForeignKeyConstraint(["seq"], ["record_entry.seq"], name=op.f("fk_record_secret_seq_record_entry")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_record_secret")),
    )
    op.create_table(
        "account_token",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column(
            "purpose",
            sa.Enum(
                "confirm",
                "reset",
                "change-email",
                "stop-change",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("nonce", sa.String(length=43), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("back", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_account_token_member_id_member"), ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "member_id IS NOT NULL OR purpose = 'reset'", name=op.f("ck_account_token_whose")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_token")),
    )
    with op.batch_alter_table("account_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_token_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_account_token_member_id"), ["member_id"], unique=False)

    op.create_table(
        "event_day",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("network", sa.String(length=49), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("hours", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.CheckConstraint("hours BETWEEN 1 AND 24", name=op.f("ck_event_day_a_day_at_most")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_event_day_reason")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_event_day_ended_by_somebody")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_event_day_by_id_member")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["member.id"], name=op.f("fk_event_day_ended_by_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_day")),
    )
    with op.batch_alter_table("event_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_day_at"), ["at"], unique=False)

    op.create_table(
        "joining_rule",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "way",
            sa.Enum("open", "invitation", "domain", name="way", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("domains", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("way <> 'domain' OR length(domains) > 0", name=op.f("ck_joining_rule_domain_named")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_joining_rule_by_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining_rule")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("nonce", sa.String(length=43), nullable=False),
        sa.Column("uses", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("used", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.CheckConstraint("uses BETWEEN 1 AND 1000", name=op.f("ck_invitation_some_uses")),
        sa.CheckConstraint("used BETWEEN 0 AND uses", name=op.f("ck_invitation_never_more")),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_by_id IS NULL)", name=op.f("ck_invitation_revoked_by_somebody")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_invitation_by_id_member")),
        sa.ForeignKeyConstraint(["revoked_by_id"], ["member.id"], name=op.f("fk_invitation_revoked_by_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    op.create_table(
        "invitation_use",
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("invitation_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_invitation_use_member_id_member"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_invitation_use_invitation_id_invitation")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_invitation_use")),
    )
    with op.batch_alter_table("invitation_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_use_invitation_id"), ["invitation_id"], unique=False)

    op.create_table(
        "session_ending",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_session_ending_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_session_ending_by_id_member")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_session_ending_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_ending")),
    )
    with op.batch_alter_table("session_ending", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_ending_member_id"), ["member_id"], unique=False)

    op.create_table(
        "address_standing",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_address_standing_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_address_standing_by_id_member")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_address_standing_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_standing")),
    )
    with op.batch_alter_table("address_standing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_standing_member_id"), ["member_id"], unique=False)

    op.create_table(
        "bank_account",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("holder", sa.String(length=70), nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=False),
        sa.Column("bic", sa.String(length=11), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "agreed",
                "cancelled",
                name="accountstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("confirmed_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("in_force_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(state = 'cancelled') = (cancelled_by_id IS NOT NULL)", name=op.f("ck_bank_account_cancelled_by_somebody")
        ),
        sa.CheckConstraint("confirmed_by_id <> proposed_by_id", name=op.f("ck_bank_account_confirmed_by_another")),
        sa.CheckConstraint(
            "confirmed_by_id IS NULL OR in_force_from IS NOT NULL", name=op.f("ck_bank_account_confirmed_has_its_day")
        ),
        sa.CheckConstraint("in_force_from >= proposed_at", name=op.f("ck_bank_account_never_in_the_past")),
        sa.CheckConstraint(
            "state = 'cancelled' OR (state = 'agreed') = (in_force_from IS NOT NULL)",
            name=op.f("ck_bank_account_agreed_has_its_day"),
        ),
        sa.ForeignKeyConstraint(
            ["cancelled_by_id"], ["member.id"], name=op.f("fk_bank_account_cancelled_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["member.id"], name=op.f("fk_bank_account_confirmed_by_id_member")
        ),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["member.id"], name=op.f("fk_bank_account_proposed_by_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_account")),
    )
    with op.batch_alter_table("bank_account", schema=None) as batch_op:
        batch_op.create_index(
            "uq_bank_account_proposed",
            ["state"],
            unique=True,
            sqlite_where=sa.text("state = 'proposed'"),
            postgresql_where=sa.text("state = 'proposed'"),
        )

    op.create_table(
        "bank_statement",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("uploaded_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("booked", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["member.id"], name=op.f("fk_bank_statement_confirmed_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["member.id"], name=op.f("fk_bank_statement_uploaded_by_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_statement")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=140), nullable=False),
        sa.Column("reason_source", sa.Text(), nullable=False),
        sa.Column("reason_html", sa.Text(), nullable=False),
        sa.Column("proposed", sa.JSON(), nullable=False),
        sa.Column("proposer_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voting_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("old_enough_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("has_roll", sa.Boolean(), nullable=False),
        sa.Column("electorate", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("quorum", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("majority_percent", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("cooling_off_days", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_reason", sa.String(length=500), nullable=True),
        sa.CheckConstraint("(hidden_at IS NULL) = (hidden_reason IS NULL)", name=op.f("ck_decision_hidden_has_reason")),
        sa.CheckConstraint("cooling_off_days >= 0", name=op.f("ck_decision_cooling_off_forward")),
        sa.CheckConstraint("electorate >= 0", name=op.f("ck_decision_electorate_counted")),
        sa.CheckConstraint("length(subject) > 0", name=op.f("ck_decision_subject_given")),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_decision_title_given")),
        sa.CheckConstraint("majority_percent BETWEEN 50 AND 100", name=op.f("ck_decision_majority_of_votes")),
        sa.CheckConstraint(
            "opened_at <= voting_at AND voting_at < closes_at", name=op.f("ck_decision_moments_in_order")
        ),
        sa.CheckConstraint("quorum >= 1", name=op.f("ck_decision_quorum_positive")),
        sa.CheckConstraint("withdrawn_at IS NULL OR NOT is_open", name=op.f("ck_decision_withdrawn_is_over")),
        sa.ForeignKeyConstraint(["proposer_id"], ["member.id"], name=op.f("fk_decision_proposer_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_is_open_closes_at"), ["is_open", "closes_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_proposer_id"), ["proposer_id"], unique=False)
        batch_op.create_index(
            "uq_decision_open",
            ["kind", "subject"],
            unique=True,
            sqlite_where=sa.text("is_open"),
            postgresql_where=sa.text("is_open"),
        )

    op.create_table(
        "decision_follower",
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_decision_follower_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_decision_follower")),
    )
    op.create_table(
        "pending_act",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.String(length=200), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("arranged_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("arranged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.CheckConstraint("arranged_at < due_at", name=op.f("ck_pending_act_moments_in_order")),
        sa.CheckConstraint(
            "ended_at IS NOT NULL OR (taken_back_by IS NULL AND refusal IS NULL)",
            name=op.f("ck_pending_act_open_has_no_end"),
        ),
        sa.CheckConstraint("taken_back_by IS NULL OR refusal IS NULL", name=op.f("ck_pending_act_one_end")),
        sa.ForeignKeyConstraint(["arranged_by"], ["member.id"], name=op.f("fk_pending_act_arranged_by_member")),
        sa.ForeignKeyConstraint(["taken_back_by"], ["member.id"], name=op.f("fk_pending_act_taken_back_by_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_act")),
    )
    with op.batch_alter_table("pending_act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pending_act_arranged_by"), ["arranged_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_pending_act_ended_at_due_at"), ["ended_at", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_pending_act_taken_back_by"), ["taken_back_by"], unique=False)
        batch_op.create_index(
            "uq_pending_act_open",
            ["kind", "subject"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "election",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("office", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("office_url", sa.String(length=200), nullable=False),
        sa.Column("seats", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("term_days", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("opened_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voting_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("electorate", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("seed_commitment", sa.String(length=64), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.CheckConstraint("electorate >= 0", name=op.f("ck_election_electorate_counted")),
        sa.CheckConstraint(
            "opened_at <= voting_at AND voting_at < closes_at", name=op.f("ck_election_moments_in_order")
        ),
        sa.CheckConstraint("seats >= 1", name=op.f("ck_election_seats_positive")),
        sa.CheckConstraint("term_days >= 1", name=op.f("ck_election_term_positive")),
        sa.ForeignKeyConstraint(["opened_by"], ["member.id"], name=op.f("fk_election_opened_by_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election")),
    )
    with op.batch_alter_table("election", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_election_is_open_closes_at"), ["is_open", "closes_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_election_office_opened_at"), ["office", "opened_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_election_opened_by"), ["opened_by"], unique=False)
        batch_op.create_index(
            "uq_election_open",
            ["office"],
            unique=True,
            sqlite_where=sa.text("is_open"),
            postgresql_where=sa.text("is_open"),
        )

    op.create_table(
        "forum",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=False),
        sa.Column("summary", sa.String(length=280), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_reason", sa.Text(), nullable=False),
        sa.Column("material_words", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (length(closed_reason) = 0)", name=op.f("ck_forum_closed_with_reason")
        ),
        sa.CheckConstraint("length(colour) = 7 AND colour LIKE '#%'", name=op.f("ck_forum_colour_is_hex")),
        sa.ForeignKeyConstraint(["opened_by"], ["member.id"], name=op.f("fk_forum_opened_by_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum")),
        sa.UniqueConstraint("name", name=op.f("uq_forum_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_forum_slug")),
    )
    with op.batch_alter_table("forum", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_opened_by"), ["opened_by"], unique=False)

    op.create_table(
        "juror",
        sa.Column("jury_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("place", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("summoned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "leaving",
            sa.Enum("stepped back", "silent", name="leaving", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column(
            "voice",
            sa.Enum("send back", "uphold", name="voice", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("voted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(left_at IS NULL) = (leaving IS NULL)", name=op.f("ck_juror_leaving_has_moment")),
        sa.CheckConstraint("(voice IS NULL) = (voted_at IS NULL)", name=op.f("ck_juror_voice_has_moment")),
        sa.CheckConstraint("voice IS NULL OR left_at IS NULL", name=op.f("ck_juror_voters_stay")),
        sa.CheckConstraint("voice IS NULL OR length(reason) > 0", name=op.f("ck_juror_voice_has_reason")),
        sa.ForeignKeyConstraint(["jury_id"], ["jury.id"], name=op.f("fk_juror_jury_id_jury")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_juror_member_id_member")),
        sa.PrimaryKeyConstraint("jury_id", "position", name=op.f("pk_juror")),
        sa.UniqueConstraint("jury_id", "member_id", name=op.f("uq_juror_jury_id_member_id")),
        sa.UniqueConstraint("jury_id", "place", name=op.f("uq_juror_jury_id_place")),
    )
    with op.batch_alter_table("juror", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_juror_member_id"), ["member_id"], unique=False)

    op.create_table(
        "jury_place",
        sa.Column("jury_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("place", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["jury_id"], ["jury.id"], name=op.f("fk_jury_place_jury_id_jury")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_jury_place_member_id_member")),
        sa.PrimaryKeyConstraint("jury_id", "place", name=op.f("pk_jury_place")),
        sa.UniqueConstraint("jury_id", "member_id", name=op.f("uq_jury_place_jury_id_member_id")),
    )
    with op.batch_alter_table("jury_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_jury_place_member_id"), ["member_id"], unique=False)

    op.create_table(
        "letter_stop",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "rounds",
                "concepts",
                "discussion",
                "assessments",
                "product",
                "pledge",
                "making",
                "reviews",
                "decisions",
                "account",
                name="noticekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_letter_stop_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_stop")),
        sa.UniqueConstraint("member_id", "kind", name=op.f("uq_letter_stop_member_id_kind")),
    )
    op.create_table(
        "member_session",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("former_hash", sa.String(length=64), nullable=True),
        sa.Column("csrf_secret", sa.String(length=64), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("idle_seconds", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_member_session_expires_later")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_session_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_member_session_token_hash")),
    )
    with op.batch_alter_table("member_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_session_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_member_session_former_hash"), ["former_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_member_session_member_id"), ["member_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "rounds",
                "concepts",
                "discussion",
                "assessments",
                "product",
                "pledge",
                "making",
                "reviews",
                "decisions",
                "account",
                name="noticekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("enclosed", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_notice_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("member_id", "key", name=op.f("uq_notice_member_id_key")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_member_id_read_at", ["member_id", "read_at"], unique=False)
        batch_op.create_index("ix_notice_read_at_created_at", ["read_at", "created_at"], unique=False)

    op.create_table(
        "record_pseudonym",
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("pseudonym", sa.String(length=32), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(pseudonym) = 32", name=op.f("ck_record_pseudonym_pseudonym_length")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_record_pseudonym_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_record_pseudonym")),
        sa.UniqueConstraint("pseudonym", name=op.f("uq_record_pseudonym_pseudonym")),
    )
    op.create_table(
        "role_grant",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "role",
            sa.Enum("member", "staff", "admin", name="role", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "was",
            sa.Enum("member", "staff", "admin", name="role", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role <> was", name=op.f("ck_role_grant_changes_it")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_role_grant_by_id_member")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_role_grant_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_member_id"), ["member_id"], unique=False)

    op.create_table(
        "sign_up_origin",
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("network", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_sign_up_origin_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_sign_up_origin")),
    )
    with op.batch_alter_table("sign_up_origin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_up_origin_at"), ["at"], unique=False)

    op.create_table(
        "suspension",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("lifted_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(lifted_at IS NULL) = (lifted_reason IS NULL)", name=op.f("ck_suspension_lifted_with_reason")
        ),
        sa.CheckConstraint("until IS NULL OR until > at", name=op.f("ck_suspension_ends_later")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_suspension_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_suspension_by_id_member")),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["member.id"], name=op.f("fk_suspension_lifted_by_id_member")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_suspension_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension")),
    )
    with op.batch_alter_table("suspension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suspension_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            "uq_suspension_in_force",
            ["member_id"],
            unique=True,
            sqlite_where=sa.text("lifted_at IS NULL"),
            postgresql_where=sa.text("lifted_at IS NULL"),
        )

    op.create_table(
        "charter_enactment",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("value", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "power",
            sa.Enum(
                "founding",
                "decision",
                "emergency",
                "lapse",
                name="power",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("enacted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lapses_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overrides_version", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("by_member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("record_seq", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "(power = 'emergency') = (lapses_at IS NOT NULL)", name=op.f("ck_charter_enactment_only_emergencies_lapse")
        ),
        sa.CheckConstraint(
            "(power = 'emergency') = (overrides_version IS NOT NULL)",
            name=op.f("ck_charter_enactment_emergency_overrides"),
        ),
        sa.CheckConstraint("power <> 'decision' OR decision_id IS NOT NULL", name=op.f("ck_charter_enactment_decided")),
        sa.CheckConstraint(
            "lapses_at IS NULL OR lapses_at > enacted_at", name=op.f("ck_charter_enactment_lapses_later")
        ),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_charter_enactment_reason_given")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_charter_enactment_version_from_one")),
        sa.ForeignKeyConstraint(["by_member_id"], ["member.id"], name=op.f("fk_charter_enactment_by_member_id_member")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_charter_enactment_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["record_seq"], ["record_entry.seq"], name=op.f("fk_charter_enactment_record_seq_record_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charter_enactment")),
        sa.UniqueConstraint("key", "overrides_version", name=op.f("uq_charter_enactment_key_overrides_version")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_charter_enactment_key_version")),
    )
    with op.batch_alter_table("charter_enactment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_charter_enactment_by_member_id"), ["by_member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_charter_enactment_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_charter_enactment_record_seq"), ["record_seq"], unique=False)

    op.create_table(
        "conduct_rule",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text_source", sa.Text(), nullable=False),
        sa.Column("text_html", sa.Text(), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("enacted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_seq", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "length(title) > 0 AND length(text_source) > 0", name=op.f("ck_conduct_rule_says_something")
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_conduct_rule_decision_id_decision")),
        sa.ForeignKeyConstraint(
            ["record_seq"], ["record_entry.seq"], name=op.f("fk_conduct_rule_record_seq_record_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_rule")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_conduct_rule_decision_id")),
    )
    with op.batch_alter_table("conduct_rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conduct_rule_record_seq"), ["record_seq"], unique=False)

    op.create_table(
        "decision_contribution",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_reason", sa.String(length=500), nullable=True),
        sa.CheckConstraint(
            "(hidden_at IS NULL) = (hidden_reason IS NULL)", name=op.f("ck_decision_contribution_hidden_has_reason")
        ),
        sa.CheckConstraint(
            "parent_id IS NULL OR parent_id <> id", name=op.f("ck_decision_contribution_not_its_own_parent")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_decision_contribution_author_id_member")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_contribution_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["decision_contribution.id"],
            name=op.f("fk_decision_contribution_parent_id_decision_contribution"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_contribution")),
    )
    with op.batch_alter_table("decision_contribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_contribution_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_decision_contribution_decision_id_id"), ["decision_id", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_decision_contribution_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "decision_effect",
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_decision_effect_decision_id_decision")),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_decision_effect")),
    )
    op.create_table(
        "decision_outcome",
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("yes", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("no", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("abstain", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("takes_effect_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_seq", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.CheckConstraint("NOT passed OR yes > no", name=op.f("ck_decision_outcome_passed_with_more_yes")),
        sa.CheckConstraint("takes_effect_at >= closed_at", name=op.f("ck_decision_outcome_effect_after_close")),
        sa.CheckConstraint(
            "yes >= 0 AND no >= 0 AND abstain >= 0", name=op.f("ck_decision_outcome_counts_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_outcome_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["record_seq"], ["record_entry.seq"], name=op.f("fk_decision_outcome_record_seq_record_entry")
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_decision_outcome")),
    )
    with op.batch_alter_table("decision_outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_outcome_record_seq"), ["record_seq"], unique=False)

    op.create_table(
        "decision_roll",
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_decision_roll_decision_id_decision")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_decision_roll_member_id_member")),
        sa.PrimaryKeyConstraint("decision_id", "member_id", name=op.f("pk_decision_roll")),
    )
    with op.batch_alter_table("decision_roll", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_roll_member_id"), ["member_id"], unique=False)

    op.create_table(
        "decision_vote",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "choice",
            sa.Enum("yes", "no", "abstain", name="choice", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_decision_vote_decision_id_decision")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_decision_vote_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_vote")),
        sa.UniqueConstraint("decision_id", "member_id", name=op.f("uq_decision_vote_decision_id_member_id")),
    )
    with op.batch_alter_table("decision_vote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_vote_member_id"), ["member_id"], unique=False)

    op.create_table(
        "election_ballot",
        sa.Column("election_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_election_ballot_election_id_election")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_election_ballot_member_id_member")),
        sa.PrimaryKeyConstraint("election_id", "member_id", name=op.f("pk_election_ballot")),
    )
    with op.batch_alter_table("election_ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_election_ballot_member_id"), ["member_id"], unique=False)

    op.create_table(
        "election_candidate",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("election_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("nominated_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("nominated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(words) > 0", name=op.f("ck_election_candidate_words_given")),
        sa.ForeignKeyConstraint(
            ["election_id"], ["election.id"], name=op.f("fk_election_candidate_election_id_election")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_election_candidate_member_id_member")),
        sa.ForeignKeyConstraint(
            ["nominated_by"], ["member.id"], name=op.f("fk_election_candidate_nominated_by_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_election_candidate")),
        sa.UniqueConstraint("election_id", "member_id", name=op.f("uq_election_candidate_election_id_member_id")),
    )
    with op.batch_alter_table("election_candidate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_election_candidate_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_election_candidate_nominated_by"), ["nominated_by"], unique=False)

    op.create_table(
        "election_result",
        sa.Column("election_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ballots", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("quota", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("counted", sa.JSON(), nullable=False),
        sa.Column("record_seq", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.CheckConstraint("ballots >= 0 AND quota >= 0", name=op.f("ck_election_result_counts_not_negative")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_election_result_election_id_election")),
        sa.ForeignKeyConstraint(
            ["record_seq"], ["record_entry.seq"], name=op.f("fk_election_result_record_seq_record_entry")
        ),
        sa.PrimaryKeyConstraint("election_id", name=op.f("pk_election_result")),
    )
    with op.batch_alter_table("election_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_election_result_record_seq"), ["record_seq"], unique=False)

    op.create_table(
        "election_roll",
        sa.Column("election_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("may_stand", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_election_roll_election_id_election")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_election_roll_member_id_member")),
        sa.PrimaryKeyConstraint("election_id", "member_id", name=op.f("pk_election_roll")),
    )
    with op.batch_alter_table("election_roll", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_election_roll_member_id"), ["member_id"], unique=False)

    op.create_table(
        "forum_field",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("forum_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("hint", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("text", "long", "number", name="fieldkind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("material", sa.Boolean(), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_forum_field_forum_id_forum")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_field")),
        sa.UniqueConstraint("forum_id", "key", name=op.f("uq_forum_field_forum_id_key")),
    )
    op.create_table(
        "forum_steward",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("forum_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("appointed_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("election_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.CheckConstraint("(until IS NULL) = (election_id IS NULL)", name=op.f("ck_forum_steward_elected_for_a_term")),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_forum_steward_term_forward")),
        sa.ForeignKeyConstraint(["appointed_by"], ["member.id"], name=op.f("fk_forum_steward_appointed_by_member")),
        sa.ForeignKeyConstraint(["election_id"], ["election.id"], name=op.f("fk_forum_steward_election_id_election")),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_forum_steward_forum_id_forum")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_forum_steward_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_steward")),
        sa.UniqueConstraint("forum_id", "member_id", name=op.f("uq_forum_steward_forum_id_member_id")),
    )
    with op.batch_alter_table("forum_steward", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_forum_steward_appointed_by"), ["appointed_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_forum_steward_election_id"), ["election_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_forum_steward_member_id"), ["member_id"], unique=False)

    op.create_table(
        "round",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("forum_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("brief_source", sa.Text(), nullable=False),
        sa.Column("brief_html", sa.Text(), nullable=False),
        sa.Column("exclusions", sa.Text(), nullable=False),
        sa.Column("slots", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("choices_limit", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("finalists_limit", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column(
            "ballot_kind",
            sa.Enum(
                "approval", "points", "ranked", name="ballotkind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "counting_rule",
            sa.Enum(
                "equal-shares",
                "most-votes",
                "most-votes-stop",
                "single-transferable-vote",
                name="rulename",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "utility",
            sa.Enum("cost", "cardinality", name="utility", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "completion",
            sa.Enum("none", "add1", "add1u", name="completion", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("minimum_votes", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "tie_rule",
            sa.Enum(
                "cheaper-then-drawn", "by-id", name="tierule", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("points", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("budget_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("usual_cost_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("seed_commitment", sa.String(length=64), nullable=False),
        sa.Column("proposing_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refining_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("balloting_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_from", sa.String(length=200), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("amended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (length(withdrawn_reason) = 0)", name=op.f("ck_round_withdrawn_with_reason")
        ),
        sa.CheckConstraint(
            "(ballot_kind = 'points') = (points IS NOT NULL) AND (points IS NULL OR points >= 1)",
            name=op.f("ck_round_points_on_a_points_ballot"),
        ),
        sa.CheckConstraint(
            "counting_rule <> 'single-transferable-vote' OR (ballot_kind = 'ranked' AND budget_minor IS NULL)",
            name=op.f("ck_round_transferable_is_ranked"),
        ),
        sa.CheckConstraint(
            "(slots >= 1 AND budget_minor IS NULL AND currency IS NULL AND usual_cost_minor IS NULL) OR (slots = 0 AND budget_minor >= 1 AND length(currency) = 3 AND usual_cost_minor >= 1)",
            name=op.f("ck_round_slots_or_budget"),
        ),
        sa.CheckConstraint("balloting_at <= closes_at", name=op.f("ck_round_closes_after_balloting")),
        sa.CheckConstraint("choices_limit IS NULL OR choices_limit >= 1", name=op.f("ck_round_choices_limit_positive")),
        sa.CheckConstraint(
            "finalists_limit IS NULL OR finalists_limit >= slots", name=op.f("ck_round_finalists_fill_slots")
        ),
        sa.CheckConstraint("minimum_votes >= 0", name=op.f("ck_round_minimum_votes_not_negative")),
        sa.CheckConstraint("proposing_at <= refining_at", name=op.f("ck_round_refining_after_proposing")),
        sa.CheckConstraint("refining_at <= balloting_at", name=op.f("ck_round_balloting_after_refining")),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_round_forum_id_forum")),
        sa.ForeignKeyConstraint(["opened_by"], ["member.id"], name=op.f("fk_round_opened_by_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("slug", name=op.f("uq_round_slug")),
    )
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_closes_at"), ["closes_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_forum_id_closes_at"), ["forum_id", "closes_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_opened_by"), ["opened_by"], unique=False)

    op.create_table(
        "signal",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("forum_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("statement", sa.String(length=200), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("theme_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("created_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (length(closed_reason) = 0)", name=op.f("ck_signal_closed_with_reason")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["member.id"], name=op.f("fk_signal_created_by_member")),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_signal_forum_id_forum")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal")),
        sa.UniqueConstraint("theme_id", name=op.f("uq_signal_theme_id")),
    )
    with op.batch_alter_table("signal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signal_created_by"), ["created_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_signal_forum_id"), ["forum_id"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("voter", sa.String(length=120), nullable=True),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("receipt", sa.String(length=32), nullable=False),
        sa.CheckConstraint("(member_id IS NULL) <> (voter IS NULL)", name=op.f("ck_ballot_member_or_imported_voter")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_ballot_member_id_member")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_ballot_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("receipt", name=op.f("uq_ballot_receipt")),
        sa.UniqueConstraint("round_id", "member_id", name=op.f("uq_ballot_round_id_member_id")),
        sa.UniqueConstraint("round_id", "voter", name=op.f("uq_ballot_round_id_voter")),
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_member_id"), ["member_id"], unique=False)

    op.create_table(
        "concept",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("forum_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "proposed",
                "withdrawn",
                "rejected",
                "merged",
                name="conceptstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.String(length=280), nullable=False),
        sa.Column("cover_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("version_number", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("current_version_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("material_version_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("external_id", sa.String(length=120), nullable=True),
        sa.Column("supports_count", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("supports_milestone", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("final_place", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("final_supports", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("comments_count", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("merges_count", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("rejected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rejected_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("rejected_reason", sa.Text(), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state <> 'rejected' OR rejected_reason IS NOT NULL", name=op.f("ck_concept_rejected_has_reason")
        ),
        sa.CheckConstraint(
            "state = 'draft' OR (proposed_at IS NOT NULL AND version_number > 0)",
            name=op.f("ck_concept_proposed_has_version"),
        ),
        sa.CheckConstraint("comments_count >= 0", name=op.f("ck_concept_comments_not_negative")),
        sa.CheckConstraint("hidden_at IS NULL OR hidden_reason IS NOT NULL", name=op.f("ck_concept_hidden_has_reason")),
        sa.CheckConstraint("material_version_id >= 0", name=op.f("ck_concept_material_version_not_negative")),
        sa.CheckConstraint("merges_count >= 0", name=op.f("ck_concept_merges_not_negative")),
        sa.CheckConstraint("supports_count >= 0", name=op.f("ck_concept_supports_not_negative")),
        sa.CheckConstraint("supports_milestone >= 0", name=op.f("ck_concept_milestone_not_negative")),
        sa.CheckConstraint("version_number >= 0", name=op.f("ck_concept_version_not_negative")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_concept_author_id_member")),
        sa.ForeignKeyConstraint(["cover_id"], ["picture.id"], name=op.f("fk_concept_cover_id_picture")),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_concept_forum_id_forum")),
        sa.ForeignKeyConstraint(["rejected_by_id"], ["member.id"], name=op.f("fk_concept_rejected_by_id_member")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_concept_round_id_round")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["member.id"], name=op.f("fk_concept_withdrawn_by_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept")),
        sa.UniqueConstraint("round_id", "external_id", name=op.f("uq_concept_round_id_external_id")),
    )
    with op.batch_alter_table("concept", schema=None) as batch_op:
        batch_op.create_index("ix_concept_author", ["author_id", "state"], unique=False)
        batch_op.create_index("ix_concept_forum_listing", ["forum_id", "state", "proposed_at"], unique=False)
        batch_op.create_index("ix_concept_round_listing", ["round_id", "state", "proposed_at"], unique=False)

    op.create_table(
        "conduct_repeal",
        sa.Column("rule_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("repealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_seq", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_conduct_repeal_decision_id_decision")),
        sa.ForeignKeyConstraint(
            ["record_seq"], ["record_entry.seq"], name=op.f("fk_conduct_repeal_record_seq_record_entry")
        ),
        sa.ForeignKeyConstraint(["rule_id"], ["conduct_rule.id"], name=op.f("fk_conduct_repeal_rule_id_conduct_rule")),
        sa.PrimaryKeyConstraint("rule_id", name=op.f("pk_conduct_repeal")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_conduct_repeal_decision_id")),
    )
    with op.batch_alter_table("conduct_repeal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conduct_repeal_record_seq"), ["record_seq"], unique=False)

    op.create_table(
        "count_progress",
        sa.Column(
            "round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ballots", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("counted", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("steps", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ballots >= 0 and counted >= 0 and steps >= 0", name=op.f("ck_count_progress_not_negative")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_count_progress_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_count_progress")),
    )
    op.create_table(
        "election_choice",
        sa.Column("election_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("rank", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("candidate_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_election_choice_rank_from_one")),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["election_candidate.id"], name=op.f("fk_election_choice_candidate_id_election_candidate")
        ),
        sa.ForeignKeyConstraint(
            ["election_id", "member_id"],
            ["election_ballot.election_id", "election_ballot.member_id"],
            name=op.f("fk_election_choice_election_id_member_id_election_ballot"),
        ),
        sa.PrimaryKeyConstraint("election_id", "member_id", "rank", name=op.f("pk_election_choice")),
        sa.UniqueConstraint(
            "election_id",
            "member_id",
            "candidate_id",
            name=op.f("uq_election_choice_election_id_member_id_candidate_id"),
        ),
    )
    with op.batch_alter_table("election_choice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_election_choice_candidate_id"), ["candidate_id"], unique=False)

    op.create_table(
        "hold_finding",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("support", "ballot", name="votekind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "shared-network",
                "sign-up-burst",
                "follow-the-leader",
                "one-target",
                name="holdreason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_hold_finding_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold_finding")),
    )
    with op.batch_alter_table("hold_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hold_finding_round_id_kind"), ["round_id", "kind"], unique=False)

    op.create_table(
        "hold_look",
        sa.Column(
            "round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "kind",
            sa.Enum("support", "ballot", name="votekind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_hold_look_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", "kind", name=op.f("pk_hold_look")),
    )
    op.create_table(
        "milestone_look",
        sa.Column(
            "round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_milestone_look_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_milestone_look")),
    )
    op.create_table(
        "phase_entered",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "announced",
                "proposing",
                "refining",
                "balloting",
                "closed",
                name="phase",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_phase_entered_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase_entered")),
        sa.UniqueConstraint("round_id", "phase", name=op.f("uq_phase_entered_round_id_phase")),
    )
    op.create_table(
        "former_address",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_former_address_round_id_round")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_former_address")),
    )
    with op.batch_alter_table("former_address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_address_round_id"), ["round_id"], unique=False)

    op.create_table(
        "brief_amendment",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("amended_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("amended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("was_brief_source", sa.Text(), nullable=False),
        sa.Column("was_brief_html", sa.Text(), nullable=False),
        sa.Column("was_exclusions", sa.Text(), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_brief_amendment_reason_given")),
        sa.ForeignKeyConstraint(["amended_by"], ["member.id"], name=op.f("fk_brief_amendment_amended_by_member")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_brief_amendment_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brief_amendment")),
    )
    with op.batch_alter_table("brief_amendment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brief_amendment_amended_by"), ["amended_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_brief_amendment_round_id"), ["round_id"], unique=False)

    op.create_table(
        "publication",
        sa.Column(
            "round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ballots", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("minimum", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("checkpoint_size", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("files", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(facts IS NULL) = (checkpoint_size IS NULL)", name=op.f("ck_publication_published_under_a_checkpoint")
        ),
        sa.CheckConstraint("ballots >= 0 and minimum >= 0", name=op.f("ck_publication_not_negative")),
        sa.CheckConstraint("facts IS NULL or ballots >= minimum", name=op.f("ck_publication_none_of_a_few")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_publication_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_publication")),
    )
    op.create_table(
        "rescheduling",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("moved_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_rescheduling_reason_given")),
        sa.ForeignKeyConstraint(["moved_by"], ["member.id"], name=op.f("fk_rescheduling_moved_by_member")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_rescheduling_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rescheduling")),
    )
    with op.batch_alter_table("rescheduling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rescheduling_moved_by"), ["moved_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_rescheduling_round_id"), ["round_id"], unique=False)

    op.create_table(
        "result",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("slots", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("budget_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("ballots", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("spent", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("share", sa.Text(), nullable=False),
        sa.Column("increments", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("stopped", sa.String(length=32), nullable=True),
        sa.Column("quota", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("ties", sa.JSON(), nullable=False),
        sa.Column("stages", sa.JSON(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "slots >= 0 and ballots >= 0 and spent >= 0 and increments >= 0", name=op.f("ck_result_not_negative")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_result_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
        sa.UniqueConstraint("round_id", name=op.f("uq_result_round_id")),
    )
    op.create_table(
        "round_signal",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("signal_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("picked", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("picked OR length(reason) > 0", name=op.f("ck_round_signal_reason_when_not_picked")),
        sa.ForeignKeyConstraint(["decided_by"], ["member.id"], name=op.f("fk_round_signal_decided_by_member")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_signal_round_id_round")),
        sa.ForeignKeyConstraint(["signal_id"], ["signal.id"], name=op.f("fk_round_signal_signal_id_signal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_signal")),
        sa.UniqueConstraint("round_id", "signal_id", name=op.f("uq_round_signal_round_id_signal_id")),
    )
    with op.batch_alter_table("round_signal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_signal_decided_by"), ["decided_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_signal_signal_id"), ["signal_id"], unique=False)

    op.create_table(
        "uncounted_vote",
        sa.Column(
            "round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "kind",
            sa.Enum("support", "ballot", name="votekind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "why",
            sa.Enum(
                "unconfirmed",
                "too-new",
                "held",
                "invalidated",
                name="uncounted",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_uncounted_vote_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", "kind", "member_id", name=op.f("pk_uncounted_vote")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("attempt", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("version_number", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("would_change_our_mind", sa.Text(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "viable",
                "returned",
                "declined",
                name="assessmentverdict",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("returned_by_jury", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "verdict IS NULL OR verdict = 'viable' OR length(would_change_our_mind) > 0",
            name=op.f("ck_assessment_refusal_shows_a_way"),
        ),
        sa.CheckConstraint("attempt >= 1", name=op.f("ck_assessment_attempt_positive")),
        sa.CheckConstraint(
            "verdict IS NULL OR (decided_at IS NOT NULL AND decided_by IS NOT NULL AND length(words) > 0)",
            name=op.f("ck_assessment_verdict_is_signed"),
        ),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_assessment_concept_id_concept")),
        sa.ForeignKeyConstraint(["decided_by"], ["member.id"], name=op.f("fk_assessment_decided_by_member")),
        sa.ForeignKeyConstraint(["returned_by_jury"], ["jury.id"], name=op.f("fk_assessment_returned_by_jury_jury")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_assessment_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("concept_id", "attempt", name=op.f("uq_assessment_concept_id_attempt")),
        sa.UniqueConstraint("returned_by_jury", name=op.f("uq_assessment_returned_by_jury")),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_decided_by"), ["decided_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_round_id"), ["round_id"], unique=False)

    op.create_table(
        "ballot_choice",
        sa.Column(
            "ballot_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("points", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("rank", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.CheckConstraint("points IS NULL OR points >= 1", name=op.f("ck_ballot_choice_points_positive")),
        sa.CheckConstraint("points IS NULL OR rank IS NULL", name=op.f("ck_ballot_choice_points_or_rank")),
        sa.CheckConstraint("rank IS NULL OR rank >= 1", name=op.f("ck_ballot_choice_rank_from_one")),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_choice_ballot_id_ballot")),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_ballot_choice_concept_id_concept")),
        sa.PrimaryKeyConstraint("ballot_id", "concept_id", name=op.f("pk_ballot_choice")),
        sa.UniqueConstraint("ballot_id", "rank", name=op.f("uq_ballot_choice_ballot_id_rank")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("ballot_choice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_choice_concept_id"), ["concept_id"], unique=False)

    op.create_table(
        "comment",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("thread_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("reply_number", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("replies_count", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "question",
                "improvement",
                "concern",
                "evidence",
                name="commentkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("version_number", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_reason", sa.Text(), nullable=True),
        sa.Column(
            "settled",
            sa.Enum(
                "answered", "adopted", "declined", name="mark", native_enum=False, create_constraint=True, length=32
            ),
            nullable=True,
        ),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.CheckConstraint("(reply_number = 0) = (parent_id IS NULL)", name=op.f("ck_comment_reply_has_parent")),
        sa.CheckConstraint("(settled IS NULL) = (settled_at IS NULL)", name=op.f("ck_comment_settled_has_time")),
        sa.CheckConstraint("hidden_at IS NULL OR hidden_reason IS NOT NULL", name=op.f("ck_comment_hidden_has_reason")),
        sa.CheckConstraint("replies_count >= 0", name=op.f("ck_comment_replies_not_negative")),
        sa.CheckConstraint("reply_number >= 0", name=op.f("ck_comment_reply_number_not_negative")),
        sa.CheckConstraint("settled IS NULL OR reply_number = 0", name=op.f("ck_comment_only_threads_settle")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_comment_author_id_member")),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_comment_concept_id_concept")),
        sa.ForeignKeyConstraint(["parent_id"], ["comment.id"], name=op.f("fk_comment_parent_id_comment")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["member.id"], name=op.f("fk_comment_settled_by_id_member")),
        sa.ForeignKeyConstraint(["thread_id"], ["comment.id"], name=op.f("fk_comment_thread_id_comment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index("ix_comment_author", ["author_id", "id"], unique=False)
        batch_op.create_index("ix_comment_concept_threads", ["concept_id", "reply_number", "id"], unique=False)
        batch_op.create_index("uq_comment_thread_id_reply_number", ["thread_id", "reply_number"], unique=True)

    op.create_table(
        "concept_co_author",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("invited_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("accepted_at IS NULL OR declined_at IS NULL", name=op.f("ck_concept_co_author_one_answer")),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_concept_co_author_concept_id_concept")),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["member.id"], name=op.f("fk_concept_co_author_invited_by_id_member")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_concept_co_author_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept_co_author")),
        sa.UniqueConstraint("concept_id", "member_id", name=op.f("uq_concept_co_author_concept_id_member_id")),
    )
    with op.batch_alter_table("concept_co_author", schema=None) as batch_op:
        batch_op.create_index("ix_concept_co_author_member", ["member_id"], unique=False)

    op.create_table(
        "concept_cost",
        sa.Column(
            "concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("cost_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("set_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("cost_minor >= 1", name=op.f("ck_concept_cost_cost_positive")),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_concept_cost_concept_id_concept")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_concept_cost_round_id_round")),
        sa.ForeignKeyConstraint(["set_by"], ["member.id"], name=op.f("fk_concept_cost_set_by_member")),
        sa.PrimaryKeyConstraint("concept_id", name=op.f("pk_concept_cost")),
    )
    with op.batch_alter_table("concept_cost", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concept_cost_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_concept_cost_set_by"), ["set_by"], unique=False)

    op.create_table(
        "concept_draft",
        sa.Column("concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("body_source", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("signal_ids", sa.JSON(), nullable=False),
        sa.Column("change_note", sa.Text(), nullable=False),
        sa.Column("based_on", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("saved_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_concept_draft_concept_id_concept")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["member.id"], name=op.f("fk_concept_draft_saved_by_id_member")),
        sa.PrimaryKeyConstraint("concept_id", name=op.f("pk_concept_draft")),
    )
    op.create_table(
        "concept_merge",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("source_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("target_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("proposed_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_keeper", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("undone_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("NOT by_keeper OR length(reason) > 0", name=op.f("ck_concept_merge_keeper_gives_reason")),
        sa.CheckConstraint("merged_at IS NULL OR declined_at IS NULL", name=op.f("ck_concept_merge_one_answer")),
        sa.CheckConstraint("source_id <> target_id", name=op.f("ck_concept_merge_two_concepts")),
        sa.CheckConstraint(
            "undone_at IS NULL OR merged_at IS NOT NULL", name=op.f("ck_concept_merge_undone_after_merged")
        ),
        sa.ForeignKeyConstraint(["accepted_by_id"], ["member.id"], name=op.f("fk_concept_merge_accepted_by_id_member")),
        sa.ForeignKeyConstraint(["declined_by_id"], ["member.id"], name=op.f("fk_concept_merge_declined_by_id_member")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["member.id"], name=op.f("fk_concept_merge_proposed_by_id_member")),
        sa.ForeignKeyConstraint(["source_id"], ["concept.id"], name=op.f("fk_concept_merge_source_id_concept")),
        sa.ForeignKeyConstraint(["target_id"], ["concept.id"], name=op.f("fk_concept_merge_target_id_concept")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["member.id"], name=op.f("fk_concept_merge_undone_by_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept_merge")),
    )
    with op.batch_alter_table("concept_merge", schema=None) as batch_op:
        batch_op.create_index("ix_concept_merge_source", ["source_id"], unique=False)
        batch_op.create_index("ix_concept_merge_target", ["target_id"], unique=False)
        batch_op.create_index(
            "uq_concept_merge_standing",
            ["source_id"],
            unique=True,
            sqlite_where=sa.text("merged_at IS NOT NULL AND undone_at IS NULL"),
            postgresql_where=sa.text("merged_at IS NOT NULL AND undone_at IS NULL"),
        )
        batch_op.create_index(
            "uq_concept_merge_waiting",
            ["source_id", "target_id"],
            unique=True,
            sqlite_where=sa.text("merged_at IS NULL AND declined_at IS NULL"),
            postgresql_where=sa.text("merged_at IS NULL AND declined_at IS NULL"),
        )

    op.create_table(
        "concept_outcome",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_concept_outcome_concept_id_concept")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept_outcome")),
        sa.UniqueConstraint("concept_id", "kind", "url", name=op.f("uq_concept_outcome_concept_id_kind_url")),
    )
    op.create_table(
        "concept_picture",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("picture_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_concept_picture_position_not_negative")),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_concept_picture_concept_id_concept")),
        sa.ForeignKeyConstraint(["picture_id"], ["picture.id"], name=op.f("fk_concept_picture_picture_id_picture")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept_picture")),
        sa.UniqueConstraint("concept_id", "picture_id", name=op.f("uq_concept_picture_concept_id_picture_id")),
    )
    with op.batch_alter_table("concept_picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concept_picture_picture_id"), ["picture_id"], unique=False)

    op.create_table(
        "published_picture",
        sa.Column("picture_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_published_picture_concept_id_concept")),
        sa.ForeignKeyConstraint(["picture_id"], ["picture.id"], name=op.f("fk_published_picture_picture_id_picture")),
        sa.PrimaryKeyConstraint("picture_id", "concept_id", name=op.f("pk_published_picture")),
    )
    op.create_table(
        "concept_signal",
        sa.Column("concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("signal_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("cited_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_concept_signal_concept_id_concept")),
        sa.ForeignKeyConstraint(["signal_id"], ["signal.id"], name=op.f("fk_concept_signal_signal_id_signal")),
        sa.PrimaryKeyConstraint("concept_id", "signal_id", name=op.f("pk_concept_signal")),
    )
    with op.batch_alter_table("concept_signal", schema=None) as batch_op:
        batch_op.create_index("ix_concept_signal_signal", ["signal_id"], unique=False)

    op.create_table(
        "concept_version",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.String(length=280), nullable=False),
        sa.Column("body_source", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("pictures", sa.JSON(), nullable=False),
        sa.Column("hidden_pictures", sa.JSON(), nullable=False),
        sa.Column("signals", sa.JSON(), nullable=False),
        sa.Column("material", sa.JSON(), nullable=False),
        sa.Column("change_note", sa.String(length=280), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_concept_version_number_positive")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_concept_version_author_id_member")),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_concept_version_concept_id_concept")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept_version")),
        sa.UniqueConstraint("concept_id", "number", name=op.f("uq_concept_version_concept_id_number")),
    )
    op.create_table(
        "exposure",
        sa.Column(
            "concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("shown", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("hour", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("level", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("level_before", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.CheckConstraint("shown >= level AND level >= level_before", name=op.f("ck_exposure_only_grows")),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_exposure_concept_id_concept")),
        sa.PrimaryKeyConstraint("concept_id", name=op.f("pk_exposure")),
    )
    op.create_table(
        "hold",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("finding_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("support", "ballot", name="votekind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("appealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("appeal_source", sa.Text(), nullable=True),
        sa.Column("appeal_html", sa.Text(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("released_why", sa.Text(), nullable=True),
        sa.Column("doubted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("doubted_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("doubted_why", sa.Text(), nullable=True),
        sa.Column("invalidated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("invalidated_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("invalidated_why", sa.Text(), nullable=True),
        sa.CheckConstraint("(appealed_at IS NULL) = (appeal_source IS NULL)", name=op.f("ck_hold_appeal_has_words")),
        sa.CheckConstraint(
            "(doubted_at IS NULL) = (doubted_by IS NULL) AND (doubted_at IS NULL) = (doubted_why IS NULL)",
            name=op.f("ck_hold_first_voice_is_signed"),
        ),
        sa.CheckConstraint(
            "(invalidated_at IS NULL) = (invalidated_by IS NULL) AND (invalidated_at IS NULL) = (invalidated_why IS NULL)",
            name=op.f("ck_hold_second_voice_is_signed"),
        ),
        sa.CheckConstraint(
            "(released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (released_why IS NULL)",
            name=op.f("ck_hold_release_is_signed"),
        ),
        sa.CheckConstraint(
            "COALESCE(length(released_why), 1) > 0 AND COALESCE(length(doubted_why), 1) > 0 AND COALESCE(length(invalidated_why), 1) > 0",
            name=op.f("ck_hold_reasons_given"),
        ),
        sa.CheckConstraint(
            "COALESCE(released_by, 0) <> member_id AND COALESCE(doubted_by, 0) <> member_id AND COALESCE(invalidated_by, 0) <> member_id",
            name=op.f("ck_hold_nobody_judges_themselves"),
        ),
        sa.CheckConstraint(
            "invalidated_by IS NULL OR (doubted_by IS NOT NULL AND doubted_by <> invalidated_by)",
            name=op.f("ck_hold_two_different"),
        ),
        sa.CheckConstraint("released_at IS NULL OR invalidated_at IS NULL", name=op.f("ck_hold_one_outcome")),
        sa.ForeignKeyConstraint(["doubted_by"], ["member.id"], name=op.f("fk_hold_doubted_by_member")),
        sa.ForeignKeyConstraint(["finding_id"], ["hold_finding.id"], name=op.f("fk_hold_finding_id_hold_finding")),
        sa.ForeignKeyConstraint(["invalidated_by"], ["member.id"], name=op.f("fk_hold_invalidated_by_member")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_hold_member_id_member")),
        sa.ForeignKeyConstraint(["released_by"], ["member.id"], name=op.f("fk_hold_released_by_member")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_hold_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        sa.UniqueConstraint("round_id", "kind", "member_id", name=op.f("uq_hold_round_id_kind_member_id")),
    )
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hold_finding_id"), ["finding_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hold_member_id"), ["member_id"], unique=False)

    op.create_table(
        "product",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("forum_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.String(length=300), nullable=False),
        sa.Column("words_source", sa.Text(), nullable=False),
        sa.Column("words_html", sa.Text(), nullable=False),
        sa.Column("risks_source", sa.Text(), nullable=False),
        sa.Column("risks_html", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "dropped",
                "listed",
                "retired",
                name="productstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state IN ('draft', 'dropped')) = (listed_at IS NULL)", name=op.f("ck_product_listed_has_a_date")),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_product_concept_id_concept")),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_product_forum_id_forum")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("concept_id", name=op.f("uq_product_concept_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_product_slug")),
    )
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_product_forum_id"), ["forum_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_product_state_listed_at_id"), ["state", "listed_at", "id"], unique=False)

    op.create_table(
        "result_line",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("result_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("votes", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("score", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("cost", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("won", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("by_tie_rule", sa.Boolean(), nullable=False),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("money", sa.Text(), nullable=True),
        sa.Column("money_short", sa.Text(), nullable=True),
        sa.Column("votes_short", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("each", sa.Text(), nullable=True),
        sa.Column("payers_full", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("payers_last", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("paid_last", sa.Text(), nullable=True),
        sa.Column("most_votes", sa.Boolean(), nullable=False),
        sa.CheckConstraint("cost >= 1", name=op.f("ck_result_line_cost_positive")),
        sa.CheckConstraint("position >= 1", name=op.f("ck_result_line_position_from_one")),
        sa.CheckConstraint("score >= 0", name=op.f("ck_result_line_score_not_negative")),
        sa.CheckConstraint("votes >= 0", name=op.f("ck_result_line_votes_not_negative")),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_result_line_concept_id_concept")),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_result_line_result_id_result")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_line")),
        sa.UniqueConstraint("result_id", "concept_id", name=op.f("uq_result_line_result_id_concept_id")),
        sa.UniqueConstraint("result_id", "position", name=op.f("uq_result_line_result_id_position")),
    )
    with op.batch_alter_table("result_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_result_line_concept_id"), ["concept_id"], unique=False)

    op.create_table(
        "appeal",
        sa.Column("concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("assessment_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("jury_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("appellant_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("appealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_appeal_reason_given")),
        sa.ForeignKeyConstraint(["appellant_id"], ["member.id"], name=op.f("fk_appeal_appellant_id_member")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_appeal_assessment_id_assessment")),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_appeal_concept_id_concept")),
        sa.ForeignKeyConstraint(["jury_id"], ["jury.id"], name=op.f("fk_appeal_jury_id_jury")),
        sa.PrimaryKeyConstraint("concept_id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("assessment_id", name=op.f("uq_appeal_assessment_id")),
        sa.UniqueConstraint("jury_id", name=op.f("uq_appeal_jury_id")),
    )
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appeal_appellant_id"), ["appellant_id"], unique=False)

    op.create_table(
        "assessment_score",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("assessment_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "criterion",
            sa.Enum(
                "demand",
                "feasibility",
                "cost-and-margin",
                "safety",
                "rights",
                "fit",
                name="criterion",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("score", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "score IS NULL OR (score >= 0 AND score <= 5)", name=op.f("ck_assessment_score_score_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_score_assessment_id_assessment")
        ),
        sa.ForeignKeyConstraint(["noted_by"], ["member.id"], name=op.f("fk_assessment_score_noted_by_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_score")),
        sa.UniqueConstraint("assessment_id", "criterion", name=op.f("uq_assessment_score_assessment_id_criterion")),
    )
    with op.batch_alter_table("assessment_score", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_score_noted_by"), ["noted_by"], unique=False)

    op.create_table(
        "campaign",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("product_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("price_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("tax_basis_points", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("minimum_units", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("cap_units", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("launched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("launched_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_because", sa.Text(), nullable=False),
        sa.Column("units_pledged", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("pledges_count", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("pledged_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("collected_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("refunded_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.CheckConstraint("cap_units >= minimum_units", name=op.f("ck_campaign_cap_reaches_minimum")),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_campaign_window_is_a_span")),
        sa.CheckConstraint(
            "launched_at IS NULL OR (price_minor IS NOT NULL AND tax_basis_points IS NOT NULL AND minimum_units IS NOT NULL AND opens_at IS NOT NULL AND closes_at IS NOT NULL AND promised_on IS NOT NULL AND launched_by_id IS NOT NULL)",
            name=op.f("ck_campaign_complete_when_launched"),
        ),
        sa.CheckConstraint(
            "launched_at IS NOT NULL OR pledges_count = 0", name=op.f("ck_campaign_draft_has_no_pledge")
        ),
        sa.CheckConstraint("minimum_units > 0", name=op.f("ck_campaign_minimum_is_positive")),
        sa.CheckConstraint("price_minor > 0", name=op.f("ck_campaign_price_is_positive")),
        sa.CheckConstraint(
            "refunded_minor BETWEEN 0 AND collected_minor", name=op.f("ck_campaign_refunds_within_collected")
        ),
        sa.CheckConstraint("tax_basis_points BETWEEN 0 AND 9999", name=op.f("ck_campaign_tax_is_a_rate")),
        sa.CheckConstraint("units_pledged <= cap_units", name=op.f("ck_campaign_cap_holds")),
        sa.CheckConstraint("units_pledged >= 0", name=op.f("ck_campaign_units_are_counted")),
        sa.ForeignKeyConstraint(["launched_by_id"], ["member.id"], name=op.f("fk_campaign_launched_by_id_member")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_campaign_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("product_id", name=op.f("uq_campaign_product_id")),
    )
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_closes_at"), ["closes_at"], unique=False)

    op.create_table(
        "credit",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("product_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_credit_member_id_member")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_credit_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit")),
        sa.UniqueConstraint("product_id", "member_id", name=op.f("uq_credit_product_id_member_id")),
    )
    with op.batch_alter_table("credit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_credit_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_credit_product_id"), ["product_id"], unique=False)

    op.create_table(
        "finalist",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("supports", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("cost_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.CheckConstraint("cost_minor IS NULL OR cost_minor >= 1", name=op.f("ck_finalist_cost_positive")),
        sa.CheckConstraint("position >= 1", name=op.f("ck_finalist_position_positive")),
        sa.CheckConstraint("supports >= 0", name=op.f("ck_finalist_supports_not_negative")),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_finalist_concept_id_concept")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_finalist_round_id_round")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["concept_version.id"], name=op.f("fk_finalist_version_id_concept_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finalist")),
        sa.UniqueConstraint("round_id", "concept_id", name=op.f("uq_finalist_round_id_concept_id")),
        sa.UniqueConstraint("round_id", "position", name=op.f("uq_finalist_round_id_position")),
    )
    with op.batch_alter_table("finalist", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finalist_concept_id"), ["concept_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_finalist_version_id"), ["version_id"], unique=False)

    op.create_table(
        "flag",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("thing_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "spam",
                "private",
                "abuse",
                "unlawful",
                "copied",
                "pretence",
                "elsewhere",
                name="ground",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "answer",
            sa.Enum("hidden", "kept", "restored", "gone", name="flaganswer", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_flag_answer_has_time")),
        sa.CheckConstraint("ground IS NOT NULL OR length(reason) > 0", name=op.f("ck_flag_objection_has_words")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["member.id"], name=op.f("fk_flag_answered_by_id_member")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_flag_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
        sa.UniqueConstraint("member_id", "kind", "thing_id", name=op.f("uq_flag_member_id_kind_thing_id")),
    )
    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.create_index("ix_flag_queue", ["answered_at", "place", "id"], unique=False)
        batch_op.create_index("ix_flag_thing", ["kind", "thing_id"], unique=False)

    op.create_table(
        "inspection",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("product_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("sample", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("checks", sa.Text(), nullable=False),
        sa.Column("defects", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "passed",
                "passed_with_remarks",
                "failed",
                name="inspectionverdict",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("inspected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inspected_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.CheckConstraint("verdict = 'passed' OR words <> ''", name=op.f("ck_inspection_remarks_are_given")),
        sa.CheckConstraint("defects >= 0 AND defects <= sample", name=op.f("ck_inspection_defects_within_sample")),
        sa.CheckConstraint("sample > 0", name=op.f("ck_inspection_sample_is_something")),
        sa.ForeignKeyConstraint(["inspected_by"], ["member.id"], name=op.f("fk_inspection_inspected_by_member")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_inspection_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
    )
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_product_id"), ["product_id"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("product_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reached_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(reached_at IS NULL) = (reached_by IS NULL)", name=op.f("ck_milestone_reached_by_somebody")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["member.id"], name=op.f("fk_milestone_created_by_member")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_milestone_product_id_product")),
        sa.ForeignKeyConstraint(["reached_by"], ["member.id"], name=op.f("fk_milestone_reached_by_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("product_id", "title", name=op.f("uq_milestone_product_id_title")),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_product_id"), ["product_id"], unique=False)

    op.create_table(
        "moderation",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("thing_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column(
            "did",
            sa.Enum("hide", "restore", name="did", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "ground",
            sa.Enum(
                "spam",
                "private",
                "abuse",
                "unlawful",
                "copied",
                "pretence",
                "elsewhere",
                name="ground",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.String(length=600), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(did = 'hide') = (ground IS NOT NULL)", name=op.f("ck_moderation_hidden_on_a_ground")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_moderation_reason_given")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_moderation_by_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation")),
    )
    with op.batch_alter_table("moderation", schema=None) as batch_op:
        batch_op.create_index("ix_moderation_place", ["place", "id"], unique=False)
        batch_op.create_index("ix_moderation_thing", ["kind", "thing_id", "id"], unique=False)

    op.create_table(
        "product_option",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("product_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_product_option_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_option")),
        sa.UniqueConstraint("product_id", "label", name=op.f("uq_product_option_product_id_label")),
    )
    with op.batch_alter_table("product_option", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_product_option_product_id"), ["product_id"], unique=False)

    op.create_table(
        "product_picture",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("product_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("picture_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["picture_id"], ["picture.id"], name=op.f("fk_product_picture_picture_id_picture")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_product_picture_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_picture")),
        sa.UniqueConstraint("product_id", "picture_id", name=op.f("uq_product_picture_product_id_picture_id")),
    )
    with op.batch_alter_table("product_picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_product_picture_product_id"), ["product_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_product_picture_picture_id"), ["picture_id"], unique=False)

    op.create_table(
        "product_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("product_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "from_state",
            sa.Enum(
                "draft",
                "dropped",
                "listed",
                "retired",
                name="productstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "to_state",
            sa.Enum(
                "draft",
                "dropped",
                "listed",
                "retired",
                name="productstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_product_step_by_id_member")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_product_step_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_step")),
    )
    with op.batch_alter_table("product_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_product_step_product_id"), ["product_id"], unique=False)

    op.create_table(
        "review_tally",
        sa.Column("product_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("counted", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("performance", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("looks", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("price", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("packaging", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("brought_in", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.CheckConstraint("counted >= 0 AND brought_in >= 0", name=op.f("ck_review_tally_counts")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_review_tally_product_id_product")),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_review_tally")),
    )
    op.create_table(
        "support",
        sa.Column(
            "concept_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("via_merge_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["concept_id"], ["concept.id"], name=op.f("fk_support_concept_id_concept")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_support_member_id_member")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["concept_version.id"], name=op.f("fk_support_version_id_concept_version")
        ),
        sa.ForeignKeyConstraint(
            ["via_merge_id"], ["concept_merge.id"], name=op.f("fk_support_via_merge_id_concept_merge")
        ),
        sa.PrimaryKeyConstraint("concept_id", "member_id", name=op.f("pk_support")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("support", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_support_member_id"), ["member_id"], unique=False)

    op.create_table(
        "theme",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("product_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_theme_is_named")),
        sa.ForeignKeyConstraint(["created_by"], ["member.id"], name=op.f("fk_theme_created_by_member")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_theme_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("product_id", "name", name=op.f("uq_theme_product_id_name")),
    )
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_product_id"), ["product_id"], unique=False)

    op.create_table(
        "inspection_photo",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("inspection_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("picture_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_photo_inspection_id_inspection")
        ),
        sa.ForeignKeyConstraint(["picture_id"], ["picture.id"], name=op.f("fk_inspection_photo_picture_id_picture")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_photo")),
        sa.UniqueConstraint("inspection_id", "picture_id", name=op.f("uq_inspection_photo_inspection_id_picture_id")),
    )
    with op.batch_alter_table("inspection_photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_photo_inspection_id"), ["inspection_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_photo_picture_id"), ["picture_id"], unique=False)

    op.create_table(
        "milestone_correction",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("milestone_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrected_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["corrected_by"], ["member.id"], name=op.f("fk_milestone_correction_corrected_by_member")
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_milestone_correction_milestone_id_milestone")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_correction")),
    )
    with op.batch_alter_table("milestone_correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_correction_milestone_id"), ["milestone_id"], unique=False)

    op.create_table(
        "milestone_move",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("milestone_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.CheckConstraint("from_on <> to_on", name=op.f("ck_milestone_move_moves")),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_milestone_move_milestone_id_milestone")
        ),
        sa.ForeignKeyConstraint(["moved_by"], ["member.id"], name=op.f("fk_milestone_move_moved_by_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_move")),
    )
    with op.batch_alter_table("milestone_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_move_milestone_id"), ["milestone_id"], unique=False)

    op.create_table(
        "milestone_picture",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("milestone_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("picture_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_milestone_picture_milestone_id_milestone")
        ),
        sa.ForeignKeyConstraint(["picture_id"], ["picture.id"], name=op.f("fk_milestone_picture_picture_id_picture")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_picture")),
        sa.UniqueConstraint("milestone_id", "picture_id", name=op.f("uq_milestone_picture_milestone_id_picture_id")),
    )
    with op.batch_alter_table("milestone_picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_picture_milestone_id"), ["milestone_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_milestone_picture_picture_id"), ["picture_id"], unique=False)

    op.create_table(
        "pledge",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("campaign_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("option_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("quantity", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("region", sa.String(length=60), nullable=False),
        sa.Column("unit_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("shipping_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("tax_basis_points", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("tax_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("total_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "placed",
                "withdrawn",
                "released",
                "due",
                "lapsed",
                "paid",
                "shipped",
                "delivered",
                "refunded",
                name="pledgestate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("received_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("refunded_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pay_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deliver_to", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state NOT IN ('placed', 'withdrawn', 'released') OR received_minor = 0",
            name=op.f("ck_pledge_paid_only_when_due"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('shipped', 'delivered') OR deliver_to <> ''",
            name=op.f("ck_pledge_nothing_leaves_without_an_address"),
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_pledge_quantity_is_positive")),
        sa.CheckConstraint("received_minor >= 0", name=op.f("ck_pledge_received_is_not_negative")),
        sa.CheckConstraint(
            "refunded_minor BETWEEN 0 AND received_minor", name=op.f("ck_pledge_refunds_within_received")
        ),
        sa.CheckConstraint("tax_minor BETWEEN 0 AND total_minor", name=op.f("ck_pledge_tax_is_within_total")),
        sa.CheckConstraint(
            "total_minor = unit_minor * quantity + shipping_minor", name=op.f("ck_pledge_total_is_all_in")
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_pledge_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_pledge_member_id_member")),
        sa.ForeignKeyConstraint(["option_id"], ["product_option.id"], name=op.f("fk_pledge_option_id_product_option")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge")),
        sa.UniqueConstraint("reference", name=op.f("uq_pledge_reference")),
    )
    with op.batch_alter_table("pledge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pledge_campaign_id_state"), ["campaign_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_member_id_placed_at"), ["member_id", "placed_at"], unique=False)
        batch_op.create_index(
            "uq_pledge_standing",
            ["campaign_id", "member_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        )

    op.create_table(
        "settlement",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("campaign_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("met", "missed", name="outcome", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("units", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("pledges", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("pledged_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_settlement_campaign_id_campaign")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlement")),
        sa.UniqueConstraint("campaign_id", name=op.f("uq_settlement_campaign_id")),
    )
    op.create_table(
        "shipping_rate",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("campaign_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("region", sa.String(length=60), nullable=False),
        sa.Column("amount_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.CheckConstraint("amount_minor >= 0", name=op.f("ck_shipping_rate_amount_is_not_negative")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_shipping_rate_campaign_id_campaign")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipping_rate")),
        sa.UniqueConstraint("campaign_id", "region", name=op.f("uq_shipping_rate_campaign_id_region")),
    )
    with op.batch_alter_table("shipping_rate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shipping_rate_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "payment",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("pledge_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "method",
            sa.Enum("bank_transfer", name="method", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("amount_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("line_digest", sa.String(length=64), nullable=True),
        sa.Column("statement_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_payment_amount_is_positive")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_payment_pledge_id_pledge")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["member.id"], name=op.f("fk_payment_recorded_by_id_member")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["bank_statement.id"], name=op.f("fk_payment_statement_id_bank_statement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("line_digest", name=op.f("uq_payment_line_digest")),
    )
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_pledge_id"), ["pledge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payment_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "statement_line",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("statement_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("payer", sa.String(length=140), nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=False),
        sa.Column("references", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(reason IS NULL) = (day IS NOT NULL AND amount_minor IS NOT NULL)",
            name=op.f("ck_statement_line_read_or_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["bank_statement.id"], name=op.f("fk_statement_line_statement_id_bank_statement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_line")),
        sa.UniqueConstraint("statement_id", "number", name=op.f("uq_statement_line_statement_id_number")),
    )
    with op.batch_alter_table("statement_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_line_statement_id"), ["statement_id"], unique=False)

    op.create_table(
        "pledge_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("pledge_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "from_state",
            sa.Enum(
                "placed",
                "withdrawn",
                "released",
                "due",
                "lapsed",
                "paid",
                "shipped",
                "delivered",
                "refunded",
                name="pledgestate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "to_state",
            sa.Enum(
                "placed",
                "withdrawn",
                "released",
                "due",
                "lapsed",
                "paid",
                "shipped",
                "delivered",
                "refunded",
                name="pledgestate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_pledge_step_by_id_member")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_step_pledge_id_pledge")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_step")),
    )
    with op.batch_alter_table("pledge_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pledge_step_pledge_id"), ["pledge_id"], unique=False)

    op.create_table(
        "refund",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("pledge_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column(
            "method",
            sa.Enum("bank_transfer", name="method", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("amount_minor", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("refunded_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("recorded_by_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_refund_amount_is_positive")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_refund_pledge_id_pledge")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["member.id"], name=op.f("fk_refund_recorded_by_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund")),
    )
    with op.batch_alter_table("refund", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_refund_pledge_id"), ["pledge_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("product_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("pledge_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("performance", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("looks", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("price", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("packaging", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text_source", sa.Text(), nullable=False),
        sa.Column("text_html", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("version_number", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("helpful_count", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("unhelpful_count", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_reason", sa.Text(), nullable=True),
        sa.Column("by_inventor", sa.Boolean(), nullable=False),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(hidden_at IS NULL) = (hidden_reason IS NULL)", name=op.f("ck_review_hidden_has_reason")),
        sa.Column("imported_from", sa.String(length=120), nullable=True),
        sa.Column("imported_key", sa.String(length=200), nullable=True),
        sa.Column("imported_rating", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(imported_from IS NULL AND pledge_id IS NOT NULL AND performance BETWEEN 0 AND 10 AND looks BETWEEN 0 AND 10 AND price BETWEEN 0 AND 10 AND packaging BETWEEN 0 AND 10) OR (imported_from IS NOT NULL AND pledge_id IS NULL AND performance IS NULL AND looks IS NULL AND price IS NULL AND packaging IS NULL)",
            name=op.f("ck_review_received_or_brought_in"),
        ),
        sa.CheckConstraint(
            "(imported_from IS NULL) = (imported_key IS NULL)", name=op.f("ck_review_brought_in_has_a_key")
        ),
        sa.CheckConstraint("helpful_count >= 0 AND unhelpful_count >= 0", name=op.f("ck_review_counts")),
        sa.CheckConstraint("imported_rating IS NULL OR imported_rating BETWEEN 1 AND 5", name=op.f("ck_review_stars")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_review_member_id_member")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_review_pledge_id_pledge")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_review_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("pledge_id", name=op.f("uq_review_pledge_id")),
        sa.UniqueConstraint("product_id", "imported_key", name=op.f("uq_review_product_id_imported_key")),
        sa.UniqueConstraint("product_id", "member_id", name=op.f("uq_review_product_id_member_id")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_member_id"), ["member_id"], unique=False)
        batch_op.create_index("ix_review_most_helpful", ["product_id", "helpful_count", "id"], unique=False)
        batch_op.create_index("ix_review_newest", ["product_id", "created_at", "id"], unique=False)

    op.create_table(
        "shipment",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("pledge_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("inspection_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("carrier", sa.String(length=60), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("shipped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shipped_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(delivered_at IS NULL) = (delivered_by IS NULL)", name=op.f("ck_shipment_delivered_by_somebody")
        ),
        sa.CheckConstraint(
            "delivered_at IS NULL OR delivered_at >= shipped_at", name=op.f("ck_shipment_arrives_after_leaving")
        ),
        sa.ForeignKeyConstraint(["delivered_by"], ["member.id"], name=op.f("fk_shipment_delivered_by_member")),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_shipment_inspection_id_inspection")
        ),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_shipment_pledge_id_pledge")),
        sa.ForeignKeyConstraint(["shipped_by"], ["member.id"], name=op.f("fk_shipment_shipped_by_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment")),
        sa.UniqueConstraint("pledge_id", name=op.f("uq_shipment_pledge_id")),
    )
    with op.batch_alter_table("shipment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shipment_shipped_at"), ["shipped_at"], unique=False)

    op.create_table(
        "helpful",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_helpful_member_id_member")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_helpful_review_id_review")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpful")),
        sa.UniqueConstraint("review_id", "member_id", name=op.f("uq_helpful_review_id_member_id")),
    )
    with op.batch_alter_table("helpful", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_helpful_member_id"), ["member_id"], unique=False)

    op.create_table(
        "review_picture",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("picture_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["picture_id"], ["picture.id"], name=op.f("fk_review_picture_picture_id_picture")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_picture_review_id_review")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_picture")),
        sa.UniqueConstraint("review_id", "picture_id", name=op.f("uq_review_picture_review_id_picture_id")),
    )
    with op.batch_alter_table("review_picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_picture_review_id"), ["review_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_picture_picture_id"), ["picture_id"], unique=False)

    op.create_table(
        "review_reply",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("(hidden_at IS NULL) = (hidden_reason IS NULL)", name=op.f("ck_review_reply_hidden_has_reason")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_review_reply_author_id_member")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_reply_review_id_review")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_reply")),
    )
    with op.batch_alter_table("review_reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_reply_review_id"), ["review_id"], unique=False)

    op.create_table(
        "review_sentence",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("product_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("is_wish", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_review_sentence_product_id_product")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_sentence_review_id_review")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_sentence")),
        sa.UniqueConstraint("review_id", "position", name=op.f("uq_review_sentence_review_id_position")),
    )
    with op.batch_alter_table("review_sentence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_sentence_product_id"), ["product_id"], unique=False)

    op.create_table(
        "review_version",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("performance", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("looks", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("price", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("packaging", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text_source", sa.Text(), nullable=False),
        sa.Column("text_html", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_version_review_id_review")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_version")),
        sa.UniqueConstraint("review_id", "number", name=op.f("uq_review_version_review_id_number")),
    )
    op.create_table(
        "theme_quote",
        sa.Column("id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("theme_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("review_id", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("sentence", sa.String(length=500), nullable=False),
        sa.Column(
            "polarity",
            sa.Enum(
                "positive", "negative", "neutral", name="polarity", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("added_by", sa.BigInteger().with_variant(sa.INTEGER(), "sqlite"), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["member.id"], name=op.f("fk_theme_quote_added_by_member")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_theme_quote_review_id_review")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_theme_quote_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_quote")),
        sa.UniqueConstraint(
            "theme_id", "review_id", "sentence", name=op.f("uq_theme_quote_theme_id_review_id_sentence")
        ),
    )
    with op.batch_alter_table("theme_quote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_quote_review_id"), ["review_id"], unique=False)



def downgrade() -> None:
    with op.batch_alter_table("theme_quote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_quote_review_id"))

    op.drop_table("theme_quote")
    op.drop_table("review_version")
    with op.batch_alter_table("review_sentence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_sentence_product_id"))

    op.drop_table("review_sentence")
    with op.batch_alter_table("review_reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_reply_review_id"))

    op.drop_table("review_reply")
    with op.batch_alter_table("review_picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_picture_review_id"))

    with op.batch_alter_table("review_picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_picture_picture_id"))

    op.drop_table("review_picture")
    with op.batch_alter_table("helpful", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_helpful_member_id"))

    op.drop_table("helpful")
    with op.batch_alter_table("shipment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shipment_shipped_at"))

    op.drop_table("shipment")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index("ix_review_newest")
        batch_op.drop_index("ix_review_most_helpful")
        batch_op.drop_index(batch_op.f("ix_review_member_id"))

    op.drop_table("review")
    with op.batch_alter_table("refund", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_refund_pledge_id"))

    op.drop_table("refund")
    with op.batch_alter_table("pledge_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pledge_step_pledge_id"))

    op.drop_table("pledge_step")
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payment_statement_id"))
        batch_op.drop_index(batch_op.f("ix_payment_pledge_id"))

    op.drop_table("payment")
    with op.batch_alter_table("shipping_rate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shipping_rate_campaign_id"))

    op.drop_table("shipping_rate")
    op.drop_table("settlement")
    with op.batch_alter_table("pledge", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_pledge_standing",
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        )
        batch_op.drop_index(batch_op.f("ix_pledge_member_id_placed_at"))
        batch_op.drop_index(batch_op.f("ix_pledge_campaign_id_state"))

    op.drop_table("pledge")
    with op.batch_alter_table("milestone_picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_picture_milestone_id"))

    with op.batch_alter_table("milestone_picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_picture_picture_id"))

    op.drop_table("milestone_picture")
    with op.batch_alter_table("milestone_correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_correction_milestone_id"))

    op.drop_table("milestone_correction")
    with op.batch_alter_table("milestone_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_move_milestone_id"))

    op.drop_table("milestone_move")
    with op.batch_alter_table("inspection_photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_photo_inspection_id"))

    with op.batch_alter_table("inspection_photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_photo_picture_id"))

    op.drop_table("inspection_photo")
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_product_id"))

    op.drop_table("theme")
    with op.batch_alter_table("support", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_support_member_id"))

    op.drop_table("support")
    op.drop_table("review_tally")
    with op.batch_alter_table("product_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_step_product_id"))

    op.drop_table("product_step")
    with op.batch_alter_table("product_picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_picture_product_id"))

    with op.batch_alter_table("product_picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_picture_picture_id"))

    op.drop_table("product_picture")
    with op.batch_alter_table("product_option", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_option_product_id"))

    op.drop_table("product_option")
    with op.batch_alter_table("moderation", schema=None) as batch_op:
        batch_op.drop_index("ix_moderation_thing")
        batch_op.drop_index("ix_moderation_place")

    op.drop_table("moderation")
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_product_id"))

    op.drop_table("milestone")
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_product_id"))

    op.drop_table("inspection")
    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.drop_index("ix_flag_thing")
        batch_op.drop_index("ix_flag_queue")

    op.drop_table("flag")
    with op.batch_alter_table("finalist", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_finalist_version_id"))
        batch_op.drop_index(batch_op.f("ix_finalist_concept_id"))

    op.drop_table("finalist")
    with op.batch_alter_table("credit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_credit_product_id"))
        batch_op.drop_index(batch_op.f("ix_credit_member_id"))

    op.drop_table("credit")
    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campaign_closes_at"))

    op.drop_table("campaign")
    with op.batch_alter_table("assessment_score", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_score_noted_by"))

    op.drop_table("assessment_score")
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appeal_appellant_id"))

    op.drop_table("appeal")
    with op.batch_alter_table("result_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_result_line_concept_id"))

    op.drop_table("result_line")
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_state_listed_at_id"))
        batch_op.drop_index(batch_op.f("ix_product_forum_id"))

    op.drop_table("product")
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hold_member_id"))
        batch_op.drop_index(batch_op.f("ix_hold_finding_id"))

    op.drop_table("hold")
    op.drop_table("exposure")
    op.drop_table("concept_version")
    with op.batch_alter_table("concept_signal", schema=None) as batch_op:
        batch_op.drop_index("ix_concept_signal_signal")

    op.drop_table("concept_signal")
    op.drop_table("published_picture")
    with op.batch_alter_table("concept_picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_concept_picture_picture_id"))

    op.drop_table("concept_picture")
    op.drop_table("concept_outcome")
    with op.batch_alter_table("concept_merge", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_concept_merge_waiting",
            sqlite_where=sa.text("merged_at IS NULL AND declined_at IS NULL"),
            postgresql_where=sa.text("merged_at IS NULL AND declined_at IS NULL"),
        )
        batch_op.drop_index(
            "uq_concept_merge_standing",
            sqlite_where=sa.text("merged_at IS NOT NULL AND undone_at IS NULL"),
            postgresql_where=sa.text("merged_at IS NOT NULL AND undone_at IS NULL"),
        )
        batch_op.drop_index("ix_concept_merge_target")
        batch_op.drop_index("ix_concept_merge_source")

    op.drop_table("concept_merge")
    op.drop_table("concept_draft")
    with op.batch_alter_table("concept_cost", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_concept_cost_set_by"))
        batch_op.drop_index(batch_op.f("ix_concept_cost_round_id"))

    op.drop_table("concept_cost")
    with op.batch_alter_table("concept_co_author", schema=None) as batch_op:
        batch_op.drop_index("ix_concept_co_author_member")

    op.drop_table("concept_co_author")
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index("uq_comment_thread_id_reply_number")
        batch_op.drop_index("ix_comment_concept_threads")
        batch_op.drop_index("ix_comment_author")

    op.drop_table("comment")
    with op.batch_alter_table("ballot_choice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballot_choice_concept_id"))

    op.drop_table("ballot_choice")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_round_id"))
        batch_op.drop_index(batch_op.f("ix_assessment_due_at"))
        batch_op.drop_index(batch_op.f("ix_assessment_decided_by"))

    op.drop_table("assessment")
    op.drop_table("uncounted_vote")
    with op.batch_alter_table("round_signal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_signal_signal_id"))
        batch_op.drop_index(batch_op.f("ix_round_signal_decided_by"))

    op.drop_table("round_signal")
    op.drop_table("result")
    with op.batch_alter_table("rescheduling", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rescheduling_round_id"))
        batch_op.drop_index(batch_op.f("ix_rescheduling_moved_by"))

    op.drop_table("rescheduling")
    op.drop_table("publication")
    op.drop_table("brief_amendment")
    op.drop_table("former_address")
    op.drop_table("phase_entered")
    op.drop_table("milestone_look")
    op.drop_table("hold_look")
    with op.batch_alter_table("hold_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hold_finding_round_id_kind"))

    op.drop_table("hold_finding")
    with op.batch_alter_table("election_choice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_election_choice_candidate_id"))

    op.drop_table("election_choice")
    op.drop_table("count_progress")
    with op.batch_alter_table("conduct_repeal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conduct_repeal_record_seq"))

    op.drop_table("conduct_repeal")
    with op.batch_alter_table("concept", schema=None) as batch_op:
        batch_op.drop_index("ix_concept_round_listing")
        batch_op.drop_index("ix_concept_forum_listing")
        batch_op.drop_index("ix_concept_author")

    op.drop_table("concept")
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballot_member_id"))

    op.drop_table("ballot")
    with op.batch_alter_table("signal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signal_forum_id"))
        batch_op.drop_index(batch_op.f("ix_signal_created_by"))

    op.drop_table("signal")
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_opened_by"))
        batch_op.drop_index(batch_op.f("ix_round_forum_id_closes_at"))
        batch_op.drop_index(batch_op.f("ix_round_closes_at"))

    op.drop_table("round")
    with op.batch_alter_table("forum_steward", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_steward_member_id"))
        batch_op.drop_index(batch_op.f("ix_forum_steward_election_id"))
        batch_op.drop_index(batch_op.f("ix_forum_steward_appointed_by"))

    op.drop_table("forum_steward")
    op.drop_table("forum_field")
    with op.batch_alter_table("election_roll", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_election_roll_member_id"))

    op.drop_table("election_roll")
    with op.batch_alter_table("election_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_election_result_record_seq"))

    op.drop_table("election_result")
    with op.batch_alter_table("election_candidate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_election_candidate_nominated_by"))
        batch_op.drop_index(batch_op.f("ix_election_candidate_member_id"))

    op.drop_table("election_candidate")
    with op.batch_alter_table("election_ballot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_election_ballot_member_id"))

    op.drop_table("election_ballot")
    with op.batch_alter_table("decision_vote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_vote_member_id"))

    op.drop_table("decision_vote")
    with op.batch_alter_table("decision_roll", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_roll_member_id"))

    op.drop_table("decision_roll")
    with op.batch_alter_table("decision_outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_outcome_record_seq"))

    op.drop_table("decision_outcome")
    op.drop_table("decision_effect")
    with op.batch_alter_table("decision_contribution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_contribution_parent_id"))
        batch_op.drop_index(batch_op.f("ix_decision_contribution_decision_id_id"))
        batch_op.drop_index(batch_op.f("ix_decision_contribution_author_id"))

    op.drop_table("decision_contribution")
    with op.batch_alter_table("conduct_rule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conduct_rule_record_seq"))

    op.drop_table("conduct_rule")
    with op.batch_alter_table("charter_enactment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_charter_enactment_record_seq"))
        batch_op.drop_index(batch_op.f("ix_charter_enactment_decision_id"))
        batch_op.drop_index(batch_op.f("ix_charter_enactment_by_member_id"))

    op.drop_table("charter_enactment")
    with op.batch_alter_table("suspension", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_suspension_in_force",
            sqlite_where=sa.text("lifted_at IS NULL"),
            postgresql_where=sa.text("lifted_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_suspension_member_id"))

    op.drop_table("suspension")
    with op.batch_alter_table("sign_up_origin", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_up_origin_at"))

    op.drop_table("sign_up_origin")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_member_id"))

    op.drop_table("role_grant")
    op.drop_table("record_pseudonym")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_read_at_created_at")
        batch_op.drop_index("ix_notice_member_id_read_at")

    op.drop_table("notice")
    with op.batch_alter_table("member_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_session_member_id"))
        batch_op.drop_index(batch_op.f("ix_member_session_former_hash"))
        batch_op.drop_index(batch_op.f("ix_member_session_expires_at"))

    op.drop_table("member_session")
    op.drop_table("letter_stop")
    with op.batch_alter_table("jury_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_jury_place_member_id"))

    op.drop_table("jury_place")
    with op.batch_alter_table("juror", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_juror_member_id"))

    op.drop_table("juror")
    with op.batch_alter_table("forum", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_forum_opened_by"))

    op.drop_table("forum")
    with op.batch_alter_table("election", schema=None) as batch_op:
        batch_op.drop_index("uq_election_open", sqlite_where=sa.text("is_open"), postgresql_where=sa.text("is_open"))
        batch_op.drop_index(batch_op.f("ix_election_opened_by"))
        batch_op.drop_index(batch_op.f("ix_election_office_opened_at"))
        batch_op.drop_index(batch_op.f("ix_election_is_open_closes_at"))

    op.drop_table("election")
    with op.batch_alter_table("pending_act", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_pending_act_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_pending_act_taken_back_by"))
        batch_op.drop_index(batch_op.f("ix_pending_act_ended_at_due_at"))
        batch_op.drop_index(batch_op.f("ix_pending_act_arranged_by"))

    op.drop_table("pending_act")
    op.drop_table("decision_follower")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index("uq_decision_open", sqlite_where=sa.text("is_open"), postgresql_where=sa.text("is_open"))
        batch_op.drop_index(batch_op.f("ix_decision_proposer_id"))
        batch_op.drop_index(batch_op.f("ix_decision_is_open_closes_at"))

    op.drop_table("decision")
    with op.batch_alter_table("statement_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_line_statement_id"))

    op.drop_table("statement_line")
    op.drop_table("bank_statement")
    with op.batch_alter_table("session_ending", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_ending_member_id"))

    op.drop_table("session_ending")
    with op.batch_alter_table("address_standing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_address_standing_member_id"))

    op.drop_table("address_standing")
    with op.batch_alter_table("invitation_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_use_invitation_id"))

    op.drop_table("invitation_use")
    op.drop_table("invitation")
    op.drop_table("joining_rule")
    with op.batch_alter_table("event_day", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_day_at"))

    op.drop_table("event_day")
    with op.batch_alter_table("bank_account", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_bank_account_proposed",
            sqlite_where=sa.text("state = 'proposed'"),
            postgresql_where=sa.text("state = 'proposed'"),
        )

    op.drop_table("bank_account")
    with op.batch_alter_table("account_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_token_member_id"))
        batch_op.drop_index(batch_op.f("ix_account_token_expires_at"))

    op.drop_table("account_token")
    op.drop_table("record_secret")
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_member_role",
            sqlite_where=sa.text("role <> 'member'"),
            postgresql_where=sa.text("role <> 'member'"),
        )
        batch_op.drop_index("ix_member_picture_id")
        batch_op.drop_index("ix_member_created_at")

    op.drop_table("member")
    with op.batch_alter_table("jury_verdict", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_jury_verdict_record_seq"))

    op.drop_table("jury_verdict")
    op.drop_table("brand")
    with op.batch_alter_table("throttle_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_throttle_count_ends_at"))

    op.drop_table("throttle_count")
    op.drop_table("search_word")
    op.drop_table("search_entry")
    op.drop_table("record_witness")
    op.drop_table("record_node")
    with op.batch_alter_table("record_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_record_entry_subject_seq")
        batch_op.drop_index("ix_record_entry_kind_seq")
        batch_op.drop_index(batch_op.f("ix_record_entry_at"))

    op.drop_table("record_entry")
    with op.batch_alter_table("record_checkpoint", schema=None) as batch_op:
        batch_op.drop_index("ix_record_checkpoint_at")

    op.drop_table("record_checkpoint")
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.drop_index("ix_picture_by_member_id_created_at")

    op.drop_table("picture")
    op.drop_table("heartbeat")
    with op.batch_alter_table("paused_address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paused_address_refused_at"))

    op.drop_table("paused_address")
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_message_waiting")

    op.drop_table("outbox_message")
    with op.batch_alter_table("once_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_once_key_created_at"))

    op.drop_table("once_key")
    with op.batch_alter_table("jury", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_jury_is_open_closes_at"))

    op.drop_table("jury")
