//! One edit is one change with all its uses.

use super::{changes, told};
use crate::openapi::change::{Fact, SchemaPosition};
use crate::rule::Side;

fn shared(schema: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: T, version: '1'}}
paths:
  /a:
    get: {{responses: {{200: {{description: A, content: {{application/json: {{schema: {{$ref: '#/components/schemas/List'}}}}}}}}}}}}
    post:
      parameters: [{{name: q, in: query, schema: {{$ref: '#/components/schemas/Name'}}}}]
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Item'}}}}}}}}
      responses: {{200: {{description: A, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Item'}}}}}}}}}}
webhooks:
  changed:
    post:
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Item'}}}}}}}}
      responses: {{}}
components:
  schemas:
    List: {{type: object, properties: {{first: {{$ref: '#/components/schemas/Item'}}, items: {{type: array, items: {{$ref: '#/components/schemas/Item'}}}}}}}}
    Item: {{type: object, properties: {{name: {{$ref: '#/components/schemas/Name'}}, next: {{$ref: '#/components/schemas/Item'}}}}}}
    Name: {schema}
"
    )
}

#[test]
fn an_edit_of_a_shared_component_is_one_change_for_each_side_and_sort_of_message() {
    let found: Vec<_> = changes(&shared("{type: string}"), &shared("{type: string, maxLength: 5}"))
        .into_iter()
        .map(|change| {
            let Fact::Schema(fact) = change.fact else { panic!("{change:?}") };
            let uses: Vec<_> = change.uses.iter().map(ToString::to_string).collect();
            (fact.side, fact.position, fact.message, fact.path, uses)
        })
        .collect();
    let text = |text: &str| text.to_owned();
    assert_eq!(
        found,
        [
            (
                Side::Response,
                SchemaPosition::Body,
                text("response 200 application/json"),
                text("name"),
                vec![
                    text("GET /a > response 200 application/json > first.name"),
                    text("POST /a > response 200 application/json > name"),
                    text("WEBHOOK POST changed > request application/json > name"),
                ],
            ),
            (
                Side::Request,
                SchemaPosition::Parameter,
                text("query q"),
                text(""),
                vec![text("POST /a > query q")],
            ),
            (
                Side::Request,
                SchemaPosition::Body,
                text("request application/json"),
                text("name"),
                vec![text("POST /a > request application/json > name")],
            ),
        ]
    );
}

#[test]
fn both_versions_say_where_it_stands() {
    let change =
        changes(&shared("{type: string}"), &shared("{type: string, maxLength: 5}")).remove(0);
    let (old, new) = (change.old.unwrap(), change.new.unwrap());
    assert_eq!(old.pointer, "/components/schemas/Name");
    assert_eq!(new.pointer, "/components/schemas/Name/maxLength");
    assert_eq!((new.line, new.column), (19, 26));
}

#[test]
fn what_only_the_other_side_sends_is_marked() {
    let document = |kind: &str| {
        shared("{type: string}").replace(
            "next: {$ref: '#/components/schemas/Item'}",
            &format!("id: {{readOnly: true, type: object, properties: {{n: {{type: {kind}}}}}}}"),
        )
    };
    let flags: Vec<_> = changes(&document("string"), &document("integer"))
        .into_iter()
        .map(|change| {
            let Fact::Schema(fact) = change.fact else { panic!("{change:?}") };
            (fact.side, fact.read_only, fact.write_only)
        })
        .collect();
    assert_eq!(flags, [(Side::Response, true, false), (Side::Request, true, false)]);
}

#[test]
fn callbacks_and_webhooks_are_sent_by_the_provider() {
    let document = |required: &str| {
        super::paths(&format!(
            "
/subscribe:
  post:
    responses: {{}}
    callbacks:
      onEvent:
        '{{$request.body#/url}}':
          post:
            requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{a: {{type: string}}}}, required: [{required}]}}}}}}}}
            responses: {{}}
"
        ))
    };
    let change = changes(&document("a"), &document("")).remove(0);
    let Fact::Schema(fact) = &change.fact else { panic!("{change:?}") };
    assert_eq!(fact.side, Side::Response);
    assert_eq!(
        told(&document("a"), &document("")),
        [
            "PropertyBecameOptional { property: \"a\" } | CALLBACK POST POST /subscribe onEvent {$request.body#/url} > request application/json > a"
        ]
    );
}
