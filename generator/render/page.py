"""One page in the making: it knows where it stands, and so how to link to the others."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.crossindex import SiteActor, SiteIndex, Topic
from generator.model import Actor, Briefing, Item, Salience, ScheduledEvent
from generator.render import forge, paths, views
from generator.settings import Settings


@dataclass(frozen=True, slots=True)
class Page:
    """A page's file below the output folder, and the site that it belongs to."""

    path: str
    index: SiteIndex
    settings: Settings

    def to(self, target: str, fragment: str = "") -> Markup:
        """The address of another file of the site, as markup: it is made of safe characters alone."""
        directories = self.settings.use_directory_urls
        return Markup(paths.link(self.path, target, fragment, directories=directories))

    def to_briefing(self, briefing: Briefing, fragment: str = "") -> Markup:
        """The address of a briefing, or of an item on it."""
        return self.to(paths.briefing(briefing.id), fragment)

    def to_markdown(self, briefing: Briefing) -> Markup:
        """The address of a briefing's own Markdown, which stands beside its page in the published site."""
        file = paths.briefing(briefing.id)
        return Markup(paths.file_link(self.path, file, directories=self.settings.use_directory_urls))

    def to_actor(self, actor: SiteActor) -> Markup | None:
        """The address of an actor's page, None where it has none."""
        return self.to(paths.actor(actor.slug)) if actor.has_page(self.settings.page_from) else None

    def to_topic(self, topic: Topic) -> Markup:
        """The address of a topic's page."""
        return self.to(paths.topic(topic.slug))

    def to_month(self, key: str) -> Markup:
        """The address of a month in the archive."""
        return self.to(paths.month(key))

    def to_part(self, path: str, key: str) -> Markup:
        """The address of a page of a long list, whose first page is ``path``."""
        return self.to(paths.part(path, key))

    def to_invitation(self, briefing: Briefing, event: ScheduledEvent) -> Markup:
        """The address of an event's calendar file."""
        return self.to(paths.invitation(briefing.id, event.id))

    def to_calendar_file(self, path: str) -> Markup:
        """The address of the calendar file that belongs to a page."""
        return self.to(paths.calendar_file(path))

    def to_feed(self, path: str) -> Markup:
        """The address of the feed that belongs to a page."""
        return self.to(paths.feed_file(path))

    def to_correct(self, briefing: Briefing, item: Item) -> Markup | None:
        """The address at which the forge opens the corrections of an item; None where none is set."""
        address = forge.corrections(briefing, item, self.settings.edit_url, self.settings.new_url)
        return Markup(address) if address else None

    def across(self, briefing: Briefing, actor: Actor) -> SiteActor:
        """An actor of a briefing as the whole site knows it."""
        return self.index.actor_of[briefing.id, actor.id]

    def listed(self, briefing: Briefing, salience: Salience) -> list[Actor]:
        """A briefing's actors of one salience, without those that an editor takes off every list."""
        found = views.actors(briefing, salience)
        return [actor for actor in found if not self.across(briefing, actor).hidden]

    def topics_of(self, briefing: Briefing) -> list[Topic]:
        """The topics that a briefing belongs to."""
        return list(self.index.topics_of.get(briefing.id, ()))
