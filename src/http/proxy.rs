//! Whose address a request comes from, when reverse proxies stand in front.
//!
//! **Invariant.** What a header says of an address counts only as far as proxies that the installation trusts vouch for
//! it. Each proxy writes whom it heard at the *end* of `X-Forwarded-For` or `Forwarded` (RFC 7239), so both are read
//! from the right, and reading ends at the first address that is not a trusted proxy: everything before it was written
//! by whoever asks, and whoever guesses passwords writes another address into each try.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::str::FromStr;

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderMap, HeaderName};
use actix_web::web::Data;
use ipnet::IpNet;
use rfc7239::NodeName;
use serde::Deserialize;

use crate::app::AppState;

/// A trusted proxy: its address, or the network in which all are trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Proxy(IpNet);

impl FromStr for Proxy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let network = match text.trim().parse::<IpAddr>() {
            Ok(address) => IpNet::from(address.to_canonical()),
            Err(_) => text.trim().parse().map_err(|_| {
                format!("{text:?} is neither an address (10.0.0.7) nor a network (10.0.0.0/24)")
            })?,
        };
        if network.prefix_len() == 0 {
            return Err(format!(
                "{text:?} would trust everybody, and everybody could then write any address; \
                 name the addresses of the proxies"
            ));
        }
        Ok(Self(network))
    }
}

impl TryFrom<String> for Proxy {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The proxies whose word on an address counts; with none, nobody's does.
#[derive(Debug, Clone, Default)]
pub struct Proxies(Vec<Proxy>);

/// What one proxy says of whom it heard; nothing where it is no address (`unknown`, a hidden name, rubbish).
type Hop = Option<IpAddr>;

impl Proxies {
    /// These and no others.
    pub fn new(trusted: Vec<Proxy>) -> Self {
        Self(trusted)
    }

    /// The address of whoever asks: the peer's, or, when the peer is trusted, the nearest that no trusted proxy has.
    ///
    /// A proxy passes on the header that it does not write itself, with whatever the client wrote there. So when both
    /// are present and do not lead to the same address, neither is believed.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.trust(peer) {
            return peer;
        }
        let told = told_as_forwarded(headers).map(|hops| self.nearest_stranger(peer, &hops));
        let told_by_x =
            told_as_x_forwarded_for(headers).map(|hops| self.nearest_stranger(peer, &hops));
        match (told, told_by_x) {
            (Some(one), Some(other)) if one != other => peer,
            (one, other) => one.or(other).unwrap_or(peer),
        }
    }

    fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|proxy| proxy.0.contains(&address))
    }

    /// From the right: past every trusted proxy, up to the first other address, or to where a proxy names none.
    fn nearest_stranger(&self, peer: IpAddr, hops: &[Hop]) -> IpAddr {
        let mut client = peer;
        for hop in hops.iter().rev() {
            let Some(address) = *hop else {
                return client;
            };
            client = address;
            if !self.trust(address) {
                return client;
            }
        }
        client
    }
}

/// The address of whoever sent a request.
pub fn client_of(req: &HttpRequest) -> IpAddr {
    let peer = req
        .peer_addr()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
    match req.app_data::<Data<AppState>>() {
        Some(state) => state.proxies.client(peer, req.headers()),
        None => peer.to_canonical(),
    }
}

/// Whether the browser speaks TLS: this program does not, so a proxy in front must say so.
///
/// Here everybody is believed. It is asked for the cookies' `Secure` and the addresses of calendars, which only whoever
/// sends the header gets back; and an installation that names no proxy yet has its cookies guarded all the same.
pub fn is_https(req: &HttpRequest) -> bool {
    let by_x = lines(req.headers(), &header::X_FORWARDED_PROTO).unwrap_or_default();
    let by_forwarded = forwarded(req.headers()).unwrap_or_default();
    let is_tls = |protocol: &str| protocol.trim().eq_ignore_ascii_case("https");
    by_x.split(',').any(is_tls)
        || rfc7239::parse(&by_forwarded)
            .filter_map(|node| node.ok()?.protocol)
            .any(is_tls)
}

fn told_as_forwarded(headers: &HeaderMap) -> Option<Vec<Hop>> {
    let lines = forwarded(headers)?;
    let hop = |node: Result<rfc7239::Forwarded, rfc7239::RfcError>| match node
        .ok()?
        .forwarded_for?
        .name
    {
        NodeName::Ip(address) => Some(address.to_canonical()),
        NodeName::Unknown | NodeName::Obfuscated(_) => None,
    };
    Some(rfc7239::parse(&lines).map(hop).collect())
}

fn told_as_x_forwarded_for(headers: &HeaderMap) -> Option<Vec<Hop>> {
    let lines = lines(headers, &header::X_FORWARDED_FOR)?;
    Some(lines.split(',').map(|hop| an_address(hop.trim())).collect())
}

/// Without spaces, which some proxies put where RFC 7239 has none.
fn forwarded(headers: &HeaderMap) -> Option<String> {
    Some(lines(headers, &header::FORWARDED)?.replace([' ', '\t'], ""))
}

/// All lines of a header as the one list that they are. A line that is not text stands there as an empty one, so that
/// reading ends at it.
fn lines(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let lines: Vec<&str> = headers
        .get_all(name)
        .map(|line| line.to_str().unwrap_or_default())
        .collect();
    (!lines.is_empty()).then(|| lines.join(","))
}

/// An address with or without a port, as proxies write it.
fn an_address(text: &str) -> Hop {
    let plain = text.trim_start_matches('[').trim_end_matches(']');
    let address = text
        .parse::<SocketAddr>()
        .map(|with_port| with_port.ip())
        .or_else(|_| plain.parse::<IpAddr>())
        .ok()?;
    Some(address.to_canonical())
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    const X: &str = "x-forwarded-for";

    fn proxies() -> Proxies {
        let trusted = ["127.0.0.1", "10.0.0.0/24", "2001:db8:ffff::/48"];
        Proxies::new(trusted.iter().map(|it| it.parse().unwrap()).collect())
    }

    fn client(peer: &str, lines: &[(&str, &str)]) -> String {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(name.parse().unwrap(), HeaderValue::from_str(value).unwrap());
        }
        let client = proxies().client(peer.parse().unwrap(), &headers);
        client.to_string()
    }

    #[test]
    fn nobody_else_is_believed_about_an_address() {
        for header in [(X, "192.0.2.1"), ("forwarded", "for=192.0.2.1")] {
            assert_eq!(client("203.0.113.9", &[header]), "203.0.113.9");
            assert_eq!(client("::ffff:203.0.113.9", &[header]), "203.0.113.9");
            assert_eq!(
                client("10.0.1.1", &[header]),
                "10.0.1.1",
                "not of the network"
            );
        }
        let nobody = Proxies::default();
        let mut headers = HeaderMap::new();
        headers.append(
            header::X_FORWARDED_FOR,
            HeaderValue::from_static("192.0.2.1"),
        );
        let peer = "127.0.0.1".parse().unwrap();
        assert_eq!(nobody.client(peer, &headers), peer);
    }

    #[test]
    fn a_chain_of_proxies_is_followed_from_the_right_to_the_first_that_is_not_trusted() {
        for (peer, lines, expected) in [
            ("127.0.0.1", vec![], "127.0.0.1"),
            ("127.0.0.1", vec![(X, "192.0.2.1")], "192.0.2.1"),
            ("::ffff:127.0.0.1", vec![(X, "192.0.2.1")], "192.0.2.1"),
            (
                "10.0.0.7",
                vec![(X, "192.0.2.1, 10.0.0.8,10.0.0.9")],
                "192.0.2.1",
            ),
            // What the client wrote stands to the left of what the first proxy wrote.
            (
                "10.0.0.7",
                vec![(X, "198.51.100.1, 192.0.2.1, 10.0.0.8")],
                "192.0.2.1",
            ),
            ("10.0.0.7", vec![(X, "10.0.0.3, 192.0.2.1")], "192.0.2.1"),
            (
                "10.0.0.7",
                vec![(X, "198.51.100.1"), (X, "192.0.2.1")],
                "192.0.2.1",
            ),
            // Somebody who sits in the network of the proxies.
            ("10.0.0.7", vec![(X, "10.0.0.3, 10.0.0.8")], "10.0.0.3"),
            ("10.0.0.7", vec![(X, "192.0.2.1:4711")], "192.0.2.1"),
            ("10.0.0.7", vec![(X, "2001:db8::1")], "2001:db8::1"),
            (
                "10.0.0.7",
                vec![(X, "[2001:db8::1]:4711, [2001:db8:ffff::2]")],
                "2001:db8::1",
            ),
            (
                "10.0.0.7",
                vec![("forwarded", "for=192.0.2.1;proto=https, for=10.0.0.8")],
                "192.0.2.1",
            ),
            (
                "10.0.0.7",
                vec![("forwarded", "For=\"[2001:db8::1]:4711\"")],
                "2001:db8::1",
            ),
            (
                "10.0.0.7",
                vec![("forwarded", "for=192.0.2.1"), (X, "192.0.2.1")],
                "192.0.2.1",
            ),
        ] {
            assert_eq!(client(peer, &lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn rubbish_ends_the_reading_and_a_header_that_nobody_vouches_for_counts_for_nothing() {
        for (lines, expected) in [
            (vec![(X, "")], "127.0.0.1"),
            (vec![(X, "unknown")], "127.0.0.1"),
            (vec![(X, "192.0.2.1, rubbish")], "127.0.0.1"),
            (vec![(X, "192.0.2.1, , 10.0.0.8")], "10.0.0.8"),
            (vec![(X, "192.0.2.1, 999.0.0.1, 10.0.0.8")], "10.0.0.8"),
            (vec![(X, "192.0.2.1"), (X, "\u{e9}")], "127.0.0.1"),
            (vec![("forwarded", "for=_hidden")], "127.0.0.1"),
            (vec![("forwarded", "for=unknown, for=10.0.0.8")], "10.0.0.8"),
            (
                vec![("forwarded", "for=192.0.2.1, by=10.0.0.8")],
                "127.0.0.1",
            ),
            (vec![("forwarded", ";;==,\"")], "127.0.0.1"),
            // The proxy writes the one header and passes on the other.
            (
                vec![("forwarded", "for=198.51.100.1"), (X, "192.0.2.1")],
                "127.0.0.1",
            ),
        ] {
            assert_eq!(client("127.0.0.1", &lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn what_is_trusted_is_an_address_or_a_network_and_never_everybody() {
        for text in [
            "10.0.0.7",
            "10.0.0.0/8",
            "::1",
            "2001:db8::/32",
            " 127.0.0.1 ",
        ] {
            assert!(text.parse::<Proxy>().is_ok(), "{text}");
        }
        for text in [
            "",
            "nginx",
            "10.0.0.0/33",
            "0.0.0.0/0",
            "::/0",
            "10.0.0.7:80",
        ] {
            assert!(text.parse::<Proxy>().is_err(), "{text}");
        }
    }
}
