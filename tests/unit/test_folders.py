"""Folders that lie: network mounts by their file system, synced folders by marks and names."""

from pathlib import Path

import pytest

from reader.folders import Kind, kind_of

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:41 / /srv/my\\040papers rw shared:9 - nfs4 server:/papers rw,vers=4.2
31 22 0:42 / /srv/my\\040papers/local rw - tmpfs tmpfs rw
32 22 0:43 / /media/share rw - cifs //server/share rw
33 22 0:44 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
34 22 0:45 / /media/stick rw - fuseblk /dev/sdb1 rw
35 22 0:46 / /media/twice rw - nfs server:/old rw
36 35 0:47 / /media/twice rw - ext4 /dev/sdc1 rw
a line that says nothing
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    file = tmp_path / "mountinfo"
    file.write_text(MOUNTS, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("folder", "by"),
    [
        ("/srv/my papers/library", "nfs4"),
        ("/srv/my papers", "nfs4"),
        ("/srv/my papers/local/library", ""),
        ("/srv/my papers elsewhere", ""),
        ("/media/share/a/b", "cifs"),
        ("/run/user/1000/gvfs/smb", "fuse.gvfsd-fuse"),
        ("/media/stick/library", ""),
        ("/media/twice/library", ""),
        ("/home/anna/library", ""),
    ],
)
def test_a_network_is_known_by_its_file_system(mounts: Path, folder: str, by: str) -> None:
    assert kind_of(Path(folder), mounts) == (Kind("network", by) if by else None)


def test_where_mounts_cannot_be_read_nothing_is_claimed(tmp_path: Path) -> None:
    assert kind_of(tmp_path, tmp_path / "missing") is None


@pytest.mark.parametrize(
    ("marker", "program"),
    [
        (".dropbox", "Dropbox"),
        (".dropbox.cache", "Dropbox"),
        (".stfolder", "Syncthing"),
        (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
        ("._sync_0a1b2c3d4e5f.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".sync", "Resilio Sync"),
        (".tmp.driveupload", "Google Drive"),
    ],
)
def test_a_synced_folder_is_known_by_its_marks(
    tmp_path: Path, mounts: Path, marker: str, program: str
) -> None:
    folder = tmp_path / "papers" / "library"
    folder.mkdir(parents=True)
    assert kind_of(folder, mounts) is None
    (tmp_path / "papers" / marker).mkdir()
    assert kind_of(folder, mounts) == Kind("synced", program)


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("OneDrive - University", "OneDrive"),
        ("GoogleDrive-anna@example.org", "Google Drive"),
        ("com~apple~CloudDocs", "iCloud"),
        ("Nextcloud2", "Nextcloud"),
        ("Dropboxes", ""),
        ("My OneDrive notes", ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name(
    tmp_path: Path, mounts: Path, name: str, program: str
) -> None:
    folder = tmp_path / name / "library"
    assert kind_of(folder, mounts) == (Kind("synced", program) if program else None)


def test_a_link_into_a_synced_folder_is_one(tmp_path: Path, mounts: Path) -> None:
    there = tmp_path / "Dropbox" / "library"
    there.mkdir(parents=True)
    link = tmp_path / "library"
    link.symlink_to(there)
    assert kind_of(link, mounts) == Kind("synced", "Dropbox")


@pytest.mark.parametrize("kind", [Kind("network", "nfs4"), Kind("synced", "Dropbox")])
def test_it_is_explained_in_plain_words(kind: Kind) -> None:
    assert kind.by in kind.words
    assert "computer" in kind.words
