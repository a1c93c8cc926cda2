"""What one organisation is sent: a brief for its sponsor, and the agreement to sign."""

from copkit.show.organisation_pages.agreement import agreement_with
from copkit.show.organisation_pages.brief import brief_for
from copkit.show.organisation_pages.records import OrganisationRecords, organisation_records

__all__ = ["OrganisationRecords", "agreement_with", "brief_for", "organisation_records"]
