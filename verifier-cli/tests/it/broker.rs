//! Commands that talk to the broker, against the real one.

use crate::running_broker::Broker;
use crate::session::{Session, all};

#[test]
fn login_keeps_a_token_that_the_broker_accepts_and_no_other() {
    let broker = Broker::start();
    let session = Session::new().hide(broker.url(), "[BROKER]");
    let wrong = session.run_with(&["login", "--url", broker.url()], "hf_wrong\n");
    assert_eq!(wrong.code, 4, "{wrong}");
    let file = session.path(".config/handfast/credentials.toml");
    assert!(!file.exists());
    let secret = broker.token("read,publish");
    let session = session.hide(&secret, "[SECRET]");
    let right = session.run_with(&["login", "--url", broker.url()], &secret);
    assert_eq!(right.code, 0, "{right}");
    insta::assert_snapshot!(all([wrong, right]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert!(std::fs::read_to_string(file).unwrap().contains(&secret));
}
