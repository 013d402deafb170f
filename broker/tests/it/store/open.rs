//! Opening a store.

use crate::support::database;
use handfast_broker::store::Db;

async fn refused(address: &str) -> String {
    Db::connect(address).await.unwrap_err().to_string()
}

#[tokio::test]
async fn an_address_of_another_form_is_refused_with_an_example() {
    let error = refused("mysql://localhost/handfast").await;
    assert!(error.contains("\"mysql\"") && error.contains("sqlite://handfast.db"), "{error}");
    assert!(refused("sqlite://").await.contains("names no file"));
}

#[tokio::test]
async fn a_folder_that_does_not_exist_is_named() {
    let error = refused("sqlite:///nowhere/at/all/handfast.db").await;
    assert!(error.contains("/nowhere/at/all/handfast.db.lock"), "{error}");
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_named_without_its_password() {
    let error = refused("postgres://me:secret@127.0.0.1:1/x").await;
    assert!(error.contains("127.0.0.1:1") && !error.contains("secret"), "{error}");
}

#[tokio::test]
async fn a_file_of_a_newer_release_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite://{}/handfast.db", folder.path().display());
    drop(Db::connect(&address).await.unwrap());
    age(&address, "update _sqlx_migrations set version = 9999 where version = 1").await;
    let error = refused(&address).await;
    assert!(error.contains("newer release") && error.contains("9999"), "{error}");
}

#[tokio::test]
async fn an_edited_migration_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite://{}/handfast.db", folder.path().display());
    drop(Db::connect(&address).await.unwrap());
    age(&address, "update _sqlx_migrations set checksum = x'00' where version = 1").await;
    assert!(refused(&address).await.contains("migration 1 of the database is not the one"));
}

async fn age(address: &str, sql: &'static str) {
    use sqlx::Connection;
    let mut on = sqlx::SqliteConnection::connect(address).await.unwrap();
    sqlx::query(sql).execute(&mut on).await.unwrap();
    on.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn brokers_that_start_together_prepare_an_empty_database_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite://{}/handfast.db", folder.path().display());
    for address in [file, database::new_schema().await] {
        let open = (0..4).map(|_| tokio::spawn(connect(address.clone())));
        for opened in open.collect::<Vec<_>>() {
            opened.await.unwrap().unwrap().close().await;
        }
    }
}

async fn connect(address: String) -> Result<Db, handfast_broker::store::ConnectError> {
    Db::connect(&address).await
}

#[tokio::test]
async fn a_closed_store_is_one_file_with_everything_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite://{}/handfast.db", folder.path().display());
    let stand = crate::support::stand::Stand::on(Db::connect(&address).await.unwrap());
    stand.publish_api("orders", "1.0.0", &["/orders"]).await;
    stand.app.db.close().await;
    stand.app.db.close().await;
    let mut files: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(files, ["handfast.db", "handfast.db.lock"]);
    let body = crate::support::stand::publication("orders", "1.0.1", None, Vec::new());
    let problem = stand.publish(&body).await.unwrap_err();
    assert_eq!(problem.slug(), "busy", "nothing is written after that");

    let stand = crate::support::stand::Stand::on(Db::connect(&address).await.unwrap());
    let name = "orders".parse().unwrap();
    let service = handfast_broker::actions::get_service(&stand.app, &name).await.unwrap();
    assert_eq!(service.main_head.unwrap().as_str(), "1.0.0");
}
