from namkhong.cascade.drafting import plan_document
from namkhong.plans.queries import clauses_of, draft_of
from namkhong.plans.rules import tell
from tests.world import TODAY


def test_x(stage, world):
    for c in clauses_of(stage.plan):
        print(c.kind, "|", c.text, "|", tell(draft_of(c)), c.facts.get("who"), c.facts.get("to"))
    print("-----")
    p = stage.drafted(world.school, world.school_officer)
    from namkhong.plans.models import Clause

    for c in Clause.objects.filter(plan=p).order_by("order"):
        print("OUT" if c.removed_at else "in", c.kind, "|", c.text, "|", tell(draft_of(c)))
    d = plan_document(p, TODAY)
    print(d.legal_bases)
    for b in d.body:
        print(b.block, getattr(b, "level", ""), b.text)
    from namkhong.papers.docx import docx_file

    data = docx_file(d)
    open("/tmp/plan.docx", "wb").write(data)
    from namkhong.papers.pdf import page_images

    for i, im in enumerate(page_images(d)):
        open(f"/tmp/plan{i}.png", "wb").write(im)
    from namkhong.plans.apart import read_file_apart

    r = read_file_apart(data, "x.docx")
    for k in (
        "stages",
        "targets",
        "deadlines",
        "legal_bases",
        "content_items",
        "milestones",
        "responsibilities",
        "recurring_activities",
        "commitments",
    ):
        for i in r[k]:
            print(k, {a: b for a, b in i.items() if a not in ("source", "confidence", "basis", "reason")})
    print(r["genre"], r["title"], r["superior"] if "superior" in r else "")
