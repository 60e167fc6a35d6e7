"""What the Reconciliation Service API 0.2 says of each message, as JSON schemas in our own words.

Stricter than the report where docmine promises more: what is optional there and always given here is required.
"""

TEXT = {"type": "string", "minLength": 1}
URL = {"type": "string", "pattern": r"^http://127\.0\.0\.1:8000/"}
TEMPLATE = {"type": "string", "pattern": r"^http://127\.0\.0\.1:8000/.*\{\{id\}\}"}


def record(required, **optional):
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": list(required),
        "additionalProperties": False,
    }


def every(schema):
    return {"type": "object", "additionalProperties": schema}


def array(schema):
    return {"type": "array", "items": schema}


NAMED = record({"id": TEXT, "name": TEXT})
TYPE = record({"id": TEXT, "name": TEXT}, broader=array(NAMED))
ADDRESS = record({"service_url": URL, "service_path": {"type": "string", "pattern": "^/"}})
SIZE = {"type": "integer", "minimum": 1}

MANIFEST = record(
    {
        "versions": {"type": "array", "items": TEXT, "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": {"type": "string", "pattern": "^urn:"},
        "schemaSpace": {"type": "string", "pattern": "^urn:"},
        "defaultTypes": {**array(TYPE), "minItems": 1, "uniqueItems": True},
        "serviceVersion": TEXT,
        "view": record({"url": TEMPLATE}),
        "preview": record({"url": TEMPLATE, "width": SIZE, "height": SIZE}),
        "suggest": record({"entity": ADDRESS, "type": ADDRESS, "property": ADDRESS}),
        "extend": record({"propose_properties": ADDRESS, "property_settings": array({"type": "object"})}),
        "batchSize": SIZE,
    }
)
FEATURE = record({"id": TEXT, "value": {"type": ["number", "boolean"]}})
CANDIDATE = record(
    {
        "id": TEXT,
        "name": TEXT,
        "description": {"type": "string"},
        "type": array(NAMED),
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "features": array(FEATURE),
    }
)
RESULTS = every(record({"result": array(CANDIDATE)}))
SUGGESTED_ENTITIES = record(
    {"result": array(record({"id": TEXT, "name": TEXT, "description": {"type": "string"}, "notable": array(NAMED)}))}
)
SUGGESTED_TERMS = record({"result": array(NAMED)})
PROPOSALS = record({"type": {"type": "string"}, "properties": array(NAMED)}, limit={"type": "integer"})
VALUE = {
    "oneOf": [
        record({"str": {"type": "string"}}),
        record({"int": {"type": "integer"}}),
        record({"float": {"type": "number"}}),
    ]
}
EXTENSION = record({"meta": array(NAMED), "rows": every(every(array(VALUE)))})
ERROR = record({"status": {"const": "error"}, "message": TEXT}, remedy=TEXT)
