//! What a request is about, read from the nouns in its path or from its body.

use crate::access::Resource;
use handfast_contracts::wire::{
    Deploy, EndSupport, EnvironmentSettings, KnownQuestion, NewToken, Publication, Release,
    ServiceSettings, Undeploy, VerificationRun, VersionSettings,
};

/// Part of a request that names what an action is done to. What an extractor reads implements
/// it, so nothing that names a service can be read without asking whether the caller may.
pub trait Concerns {
    /// What it names.
    fn resource(&self) -> Resource<'_>;
}

macro_rules! concerns {
    ($($of:ty: |$it:ident| $resource:expr;)*) => {$(
        impl Concerns for $of {
            fn resource(&self) -> Resource<'_> {
                let $it = self;
                $resource
            }
        }
    )*};
}

concerns! {
    Publication: |it| Resource::Service(&it.service);
    VerificationRun: |it| Resource::Service(&it.provider);
    Deploy: |it| Resource::Live(&it.service, &it.environment);
    Undeploy: |it| Resource::Live(&it.service, &it.environment);
    Release: |it| Resource::Live(&it.service, &it.environment);
    EndSupport: |it| Resource::Live(&it.service, &it.environment);
    NewToken: |_it| Resource::Broker;
}

// What these are about stands in the path.
concerns! {
    ServiceSettings: |_it| Resource::Nothing;
    VersionSettings: |_it| Resource::Nothing;
    EnvironmentSettings: |_it| Resource::Nothing;
}

// Whether a document is stored may be asked for any hash.
concerns! {
    KnownQuestion: |_it| Resource::Nothing;
}
