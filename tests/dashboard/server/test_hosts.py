"""Which names the server goes by, and whose pages may ask it."""

import socket

import pytest

from dashboard.server.hosts import is_allowed_host, is_allowed_origin, name_of, named_hosts, own_names


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost:8501", "localhost"),
        ("LocalHost.", "localhost"),
        ("[::1]:8501", "::1"),
        ("10.0.0.7", "10.0.0.7"),
        ("", None),
        (None, None),
        ("localhost@evil.example", None),
        ("evil.example/localhost", None),
        ("localhost:8501:8501", None),
        ("localhost evil.example", None),
    ],
)
def test_the_name_is_read_without_port_brackets_and_last_dot(host, name):
    assert name_of(host) == name


def test_this_machine_is_known_by_its_own_names_and_no_other():
    names = own_names("localhost")
    for host in ("localhost:8501", "127.0.0.1:8501", "[::1]:8501", socket.gethostname()):
        assert is_allowed_host(host, names, "127.0.0.1")
    for host in ("evil.example:8501", "localhost.evil.example", "10.0.0.7", ""):
        assert not is_allowed_host(host, names, "127.0.0.1")


def test_who_listens_everywhere_is_known_by_the_address_that_was_called():
    names = own_names("0.0.0.0")
    assert is_allowed_host("10.0.0.7:8501", names, "10.0.0.7")
    assert not is_allowed_host("10.0.0.8:8501", names, "10.0.0.7")
    assert not is_allowed_host("evil.example:8501", names, "10.0.0.7")
    assert "0.0.0.0" not in names


def test_the_address_and_the_setting_name_further_hosts(monkeypatch):
    assert is_allowed_host("csto.lan:8501", own_names("CSTO.lan"), "10.0.0.7")
    monkeypatch.setenv("ALLOWED_HOSTS", "csto.example.org, Other.example")
    assert named_hosts() == ("csto.example.org", "other.example")
    monkeypatch.delenv("ALLOWED_HOSTS")
    assert named_hosts() == ()


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://localhost:8501", True),
        ("https://LOCALHOST:8501", True),
        ("https://csto.example.org", True),
        ("http://localhost:3000", False),
        ("http://evil.example", False),
        ("null", False),
        ("file://", False),
        ("http://localhost:8501.evil.example", False),
        ("http://localhost:8501/x", False),
    ],
)
def test_only_the_servers_own_pages_and_named_hosts_are_origins(origin, allowed):
    assert is_allowed_origin(origin, "localhost:8501", ("csto.example.org",)) is allowed


def test_a_usual_port_may_be_left_out():
    assert is_allowed_origin("https://csto.lan", "csto.lan:443", ())
    assert is_allowed_origin("http://csto.lan:80", "csto.lan", ())
