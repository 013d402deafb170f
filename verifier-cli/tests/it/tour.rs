//! The tour of README.md, executed against the demo.

use crate::running_broker::Broker;
use crate::session::Session;

const README: &str = include_str!("../../../README.md");

const FILES: [(&str, &str); 3] = [
    ("broker/demo/orders-1.4.0.yaml", include_str!("../../../broker/demo/orders-1.4.0.yaml")),
    ("broker/demo/orders-1.5.0.yaml", include_str!("../../../broker/demo/orders-1.5.0.yaml")),
    ("broker/demo/orders-1.6.0.yaml", include_str!("../../../broker/demo/orders-1.6.0.yaml")),
];

/// A block of the tour: its commands, and the exit code that the text promises for the last.
struct Stop {
    commands: Vec<String>,
    code: i32,
}

fn stops() -> Vec<Stop> {
    let mut stops = Vec::new();
    for part in README.split("<!-- tour").skip(1) {
        let (head, rest) = part.split_once("-->").unwrap();
        let code =
            head.trim().strip_prefix(": exit ").map_or(0, |code| code.trim().parse().unwrap());
        let block = rest.split("```").nth(1).unwrap();
        let commands = block.lines().filter_map(|line| line.strip_prefix("$ handfast "));
        stops.push(Stop { commands: commands.map(str::to_owned).collect(), code });
    }
    stops
}

#[test]
fn every_step_of_the_readme_does_what_it_says() {
    let (broker, services) = Broker::demo();
    let mut session = Session::new().variable("HANDFAST_URL", broker.url());
    for (path, text) in FILES {
        session = session.file(path, text);
    }
    let stops = stops();
    assert!(stops.len() >= 5, "the tour has only {} stops", stops.len());
    for stop in stops {
        let last = stop.commands.len() - 1;
        for (index, command) in stop.commands.iter().enumerate() {
            let mut command = command.clone();
            for (port, service) in (9293..).zip(&services) {
                command = command.replace(&format!("http://127.0.0.1:{port}"), service);
            }
            let words: Vec<&str> = command.split_whitespace().collect();
            let ran = session.run(&words);
            let expected = if index == last { stop.code } else { 0 };
            assert_eq!(ran.code, expected, "handfast {command}\n{ran}");
            if expected == 1 {
                assert!(ran.stdout.contains("shop-mobile"), "handfast {command}\n{ran}");
            }
        }
    }
}
