//! Who is at the other end of the connection, and under which name it called us.
//!
//! `X-Forwarded-*` counts only from a trusted proxy: anybody can send such headers.

use crate::access::network::Network;
use http::HeaderMap;
use std::net::IpAddr;

/// The other end of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// The address of the client, behind any trusted proxies.
    pub address: IpAddr,
    /// The host and port under which it called us.
    pub host: Option<String>,
    /// How near it is.
    pub distance: Distance,
}

/// How near a peer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distance {
    /// On this machine, talking to us directly, under a name of this machine.
    Local,
    /// Anywhere else, or not to be told apart from that. A page of a foreign site whose name
    /// resolves to 127.0.0.1 is here, because it calls us by that name.
    Remote,
}

/// Headers that show that somebody stands between the client and us.
const FORWARDED: [&str; 6] =
    ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via"];

impl Peer {
    /// The peer behind `connection`, which sent `headers`.
    pub fn of(connection: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> Self {
        let proxied = trusted.iter().any(|network| network.contains(connection));
        let host = proxied
            .then(|| text(headers, "x-forwarded-host"))
            .flatten()
            .or_else(|| text(headers, "host"));
        let direct = FORWARDED.iter().all(|name| !headers.contains_key(*name));
        let local =
            is_loopback(connection) && direct && host.as_deref().is_some_and(is_loopback_host);
        Self {
            address: if proxied { client(connection, headers, trusted) } else { connection },
            host,
            distance: if local { Distance::Local } else { Distance::Remote },
        }
    }
}

/// The last address in `X-Forwarded-For` that is not a trusted proxy's: what stands before it
/// was written by whoever sent the request.
fn client(connection: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let mut client = connection;
    let lines = headers.get_all("x-forwarded-for").iter().rev();
    let hops = lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.rsplit(','));
    for hop in hops {
        let Ok(address) = hop.trim().parse() else { break };
        client = address;
        if !trusted.iter().any(|network| network.contains(address)) {
            break;
        }
    }
    client
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// Whether `address` is this machine's own.
pub fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

/// Whether `host`, with or without a port, names this machine and nothing else.
pub fn is_loopback_host(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').map_or(rest, |(name, _)| name),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse().is_ok_and(is_loopback)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn peer(connection: &str, headers: &[(&'static str, &str)], trusted: &[&str]) -> Peer {
        let headers = headers.iter().map(|(name, value)| {
            (http::HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())
        });
        let trusted: Vec<Network> = trusted.iter().map(|one| one.parse().unwrap()).collect();
        Peer::of(connection.parse().unwrap(), &headers.collect(), &trusted)
    }

    #[test]
    fn a_peer_is_local_by_address_and_by_the_name_that_it_used() {
        for host in ["localhost:9292", "LOCALHOST", "127.0.0.1:9292", "127.1.2.3", "[::1]:9292"] {
            assert_eq!(peer("127.0.0.1", &[("host", host)], &[]).distance, Distance::Local);
        }
        assert_eq!(peer("10.0.0.9", &[("host", "localhost")], &[]).distance, Distance::Remote);
        assert_eq!(peer("127.0.0.1", &[], &[]).distance, Distance::Remote);
        for host in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:9292", ""] {
            let distance = peer("127.0.0.1", &[("host", host)], &[]).distance;
            assert_eq!(distance, Distance::Remote, "{host}");
        }
    }

    #[test]
    fn whoever_was_forwarded_is_not_local() {
        for name in FORWARDED {
            let distance = peer("127.0.0.1", &[("host", "localhost"), (name, "127.0.0.1")], &[]);
            assert_eq!(distance.distance, Distance::Remote, "{name}");
        }
    }

    #[test]
    fn forwarded_headers_count_only_from_a_trusted_proxy() {
        let headers = [
            ("host", "10.0.0.1:9292"),
            ("x-forwarded-for", "6.6.6.6, 203.0.113.7, 10.0.0.2"),
            ("x-forwarded-host", "broker.example"),
        ];
        let seen = peer("10.0.0.3", &headers, &["10.0.0.0/8"]);
        assert_eq!(seen.address.to_string(), "203.0.113.7");
        assert_eq!(seen.host.as_deref(), Some("broker.example"));
        let seen = peer("198.51.100.1", &headers, &["10.0.0.0/8"]);
        assert_eq!(seen.address.to_string(), "198.51.100.1");
        assert_eq!(seen.host.as_deref(), Some("10.0.0.1:9292"));
    }
}
