//! What the tests stand on: both databases, a clock that moves, and callers.

pub(crate) mod broker;
pub(crate) mod clock;
pub(crate) mod conform;
pub(crate) mod database;
pub(crate) mod shop;
pub(crate) mod stand;

/// Turns `async fn name(db: Db)` into one test a database.
macro_rules! on_both_databases {
    ($($test:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $test() {
                super::$test($crate::support::database::sqlite().await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test]
            async fn $test() {
                super::$test($crate::support::database::postgres().await).await;
            })*
        }
    };
}
pub(crate) use on_both_databases;
