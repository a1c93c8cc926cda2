"""Every table of a place, each declared once.

The declaration serves the database, the validator, the spreadsheet, the forms and the data
dictionary. To add a column, add a line in the module of its function and a migration.
"""

from copkit.place.columns import Field, Table
from copkit.place.schema import (
    development,
    enablement,
    events,
    health,
    issues,
    knowledge,
    networking,
    people,
)

TABLES: dict[str, type[Table]] = {
    table.table_name(): table
    for table in (
        people.PlaceCard,
        people.Community,
        people.Organisation,
        people.Member,
        people.Membership,
        issues.Issue,
        issues.DistinctIssue,
        issues.IssueLink,
        issues.MapLink,
        issues.Scenario,
        issues.Vote,
        issues.Ballot,
        issues.IssueRating,
        issues.Coverage,
        events.Event,
        events.AgendaItem,
        events.Attendance,
        events.Availability,
        events.GroupPlace,
        events.GroupWish,
        events.Room,
        events.TimeSlot,
        events.SessionOffer,
        events.SessionClash,
        events.SessionChoice,
        events.Feedback,
        networking.Tie,
        networking.Introduction,
        development.Skill,
        development.SkillNeed,
        development.MemberSkill,
        development.Goal,
        development.Mentoring,
        development.MentorChoice,
        enablement.ConditionItem,
        enablement.PeopleToAsk,
        enablement.Condition,
        enablement.Commitment,
        enablement.Agreement,
        enablement.HoursGiven,
        enablement.Barrier,
        enablement.BarrierCommunity,
        enablement.BarrierIssue,
        enablement.BarrierStep,
        enablement.Force,
        enablement.Stakeholder,
        knowledge.Resource,
        knowledge.ResourceIssue,
        knowledge.ResourceSkill,
        knowledge.ResourceUse,
        knowledge.Question,
        knowledge.Answer,
        knowledge.PracticeNote,
        health.SurveyItem,
        health.SurveyWave,
        health.Response,
        health.Respondent,
        health.Indicator,
        health.Observation,
        health.ProcessChange,
        health.Initiative,
        health.ValueStory,
        knowledge.Lesson,
        health.Action,
    )
}
"""The tables by name, each after those that it refers to, in the order of the spreadsheet."""

__all__ = ["TABLES", "Field", "Table"]
