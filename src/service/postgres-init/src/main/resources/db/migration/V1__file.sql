-- One row for each object key that an event was seen for. A row outlives its object as a tombstone (removed_at), so that
-- an event which arrives late and out of order is recognised as old.
create table file (
    bucket       text        collate "C" not null,
    object_key   text        collate "C" not null,
    filename     text        collate "C" not null,
    size         bigint      not null check (size >= 0),
    content_type text        not null,
    etag         text        not null,
    version_id   text,
    date_added   timestamptz not null,
    sequencer    text        collate "C" not null check (sequencer ~ '^[0-9A-F]+$'),
    removed_at   timestamptz,
    primary key (bucket, object_key)
);

comment on table file is 'What the storage bucket holds, by its own events';
comment on column file.filename is 'The key after its last slash';
comment on column file.date_added is 'When the present content was added';
comment on column file.sequencer is 'The hexadecimal sequencer of the last event applied; orders the events of one key';
comment on column file.removed_at is 'Set on a tombstone: when the object was removed';

-- Listing is a walk along this index.
create index file_present on file (bucket, object_key) where removed_at is null;

-- A download may name a file without its prefix.
create index file_by_filename on file (bucket, filename) where removed_at is null;

-- Tombstones are cleared away by age.
create index file_tombstone on file (removed_at) where removed_at is not null;
