"""The ways to shorten the list of dossiers: links, each with how many dossiers it leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request, url_for

from laureat.domain.candidature_states import CandidatureState
from laureat.models import Category
from laureat.queries.candidature_lists import MOST_SOUGHT, Chosen, Order
from laureat.web.states import FROM_ADDRESSES, IN_ADDRESSES, label_of
from laureat.web.words import _

ORDERS: Mapping[Order, str] = {
    Order.STARTED: "du plus ancien au plus récent",
    Order.NUMBER: "par numéro",
    Order.APPLICANT: "par candidat",
    Order.CATEGORY: "par catégorie",
    Order.LATEST: "du plus récent au plus ancien",
}

ORDER_IN_ADDRESSES: Mapping[Order, str] = {
    Order.STARTED: "ouverture",
    Order.NUMBER: "numero",
    Order.APPLICANT: "candidat",
    Order.CATEGORY: "categorie",
    Order.LATEST: "recent",
}
ORDER_FROM_ADDRESSES = {word: order for order, word in ORDER_IN_ADDRESSES.items()}


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to shorten the list."""

    label: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the address of the list asks for."""

    here: Mapping[str, Any]
    sought: str
    order: Order
    state: CandidatureState | None
    category: Category | None
    categories: Sequence[Category]
    counts: Mapping[tuple[CandidatureState, UUID], int]

    @property
    def chosen(self) -> Chosen:
        """Say it to the query."""
        return Chosen(
            states=frozenset({self.state} if self.state else ()),
            category_id=self.category.id if self.category else None,
            sought=self.sought,
            order=self.order,
        )

    @property
    def orders(self) -> list[tuple[str, str]]:
        """Offer the orders of the list."""
        return [(ORDER_IN_ADDRESSES[one], _(label)) for one, label in ORDERS.items()]

    @property
    def order_in_address(self) -> str:
        """Give the word of the order that is chosen."""
        return ORDER_IN_ADDRESSES[self.order]

    @property
    def order_in_words(self) -> str:
        """Say in which order the list is."""
        return _(ORDERS[self.order])

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Give what a new search leaves as it is."""
        return [
            *([("etat", IN_ADDRESSES[self.state])] if self.state else []),
            *([("categorie", self.category.slug)] if self.category else []),
        ]

    @property
    def is_any(self) -> bool:
        """Tell whether the list is shortened at all."""
        return self.state is not None or self.category is not None or bool(self.sought)

    @property
    def total(self) -> int:
        """Count all the dossiers of the edition."""
        return sum(self.counts.values())

    @property
    def by_state(self) -> list[Filter]:
        """Offer the states that there are, within the category that is chosen."""
        return [
            self._filter(_("Tous"), None, self.category),
            *(
                self._filter(label_of(one), one, self.category)
                for one in CandidatureState
                if one is self.state or self._count(one, self.category)
            ),
        ]

    @property
    def by_category(self) -> list[Filter]:
        """Offer the categories, within the state that is chosen."""
        return [
            self._filter(_("Toutes"), self.state, None),
            *(self._filter(one.title, self.state, one) for one in self.categories),
        ]

    def url(self, **more: Any) -> str:
        """Give the address of this very list."""
        return self._url(self.state, self.category, **more)

    def _filter(
        self, label: str, state: CandidatureState | None, category: Category | None
    ) -> Filter:
        return Filter(
            label,
            self._url(state, category),
            self._count(state, category),
            current=(state, category) == (self.state, self.category),
        )

    def _count(self, state: CandidatureState | None, category: Category | None) -> int:
        return sum(
            count
            for (one, category_id), count in self.counts.items()
            if (state is None or one is state) and (category is None or category_id == category.id)
        )

    def _url(self, state: CandidatureState | None, category: Category | None, **more: Any) -> str:
        return url_for(
            "organiser.dossiers",
            **self.here,
            etat=IN_ADDRESSES[state] if state else None,
            categorie=category.slug if category else None,
            cherche=self.sought or None,
            tri=self.order_in_address if self.order is not Order.STARTED else None,
            **more,
        )


def sought_in_address() -> str:
    """Read in the address which words are sought."""
    return " ".join(request.args.get("cherche", "")[:MOST_SOUGHT].split())


def filters_asked(
    here: Mapping[str, str],
    categories: Sequence[Category],
    counts: Mapping[tuple[CandidatureState, UUID], int],
) -> Filters:
    """Read in the address which dossiers are wanted; what it does not know is not asked for."""
    by_slug = {one.slug: one for one in categories}
    return Filters(
        here=here,
        sought=sought_in_address(),
        order=ORDER_FROM_ADDRESSES.get(request.args.get("tri", ""), Order.STARTED),
        state=FROM_ADDRESSES.get(request.args.get("etat", "")),
        category=by_slug.get(request.args.get("categorie", "")),
        categories=categories,
        counts=counts,
    )
