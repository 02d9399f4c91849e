package web

import (
	"context"

	"pupitre/app/chat"
	"pupitre/relay/auth"
)

// fillDemo gives the demo shop a small library, of which what is there already stays as it is.
func (r *Relay) fillDemo(ctx context.Context) error {
	shop := r.URL() + "/demo/"
	items := []chat.Item{
		{Kind: chat.CannedItem, ID: "demo-hello", Category: "Greetings", Name: "Hello", Text: "Hello, this is {agent}. How can I help you?"},
		{Kind: chat.CannedItem, ID: "demo-moment", Category: "Greetings", Name: "One moment", Text: "One moment, please: I am looking it up."},
		{Kind: chat.CannedItem, ID: "demo-bye", Category: "Greetings", Name: "Goodbye", Text: "Thank you for your visit. Have a nice day!"},
		{Kind: chat.CannedItem, ID: "demo-delivery", Category: "Delivery", Name: "Delivery time", Text: "We deliver within two to four working days. You get a message with a tracking number as soon as the parcel leaves us."},
		{Kind: chat.CannedItem, ID: "demo-return", Category: "Returns", Name: "Return", Text: "You may return any lamp within 30 days. The return is free of charge."},
		{Kind: chat.CannedItem, ID: "demo-bonjour", Category: "Accueil", Name: "Bonjour", Text: "Bonjour, je suis {agent}. Comment puis-je vous aider\u202f?"},
		{Kind: chat.CannedItem, ID: "demo-instant", Category: "Accueil", Name: "Un instant", Text: "Un instant, je vous prie\u00a0: je regarde."},
		{Kind: chat.CannedItem, ID: "demo-livraison", Category: "Livraison", Name: "Délai de livraison", Text: "Nous livrons sous deux à quatre jours ouvrés. Vous recevez un numéro de suivi dès que le colis part."},
		{Kind: chat.LinkItem, ID: "demo-products", Name: "All lamps", Text: "The whole collection", URL: shop + "products.html"},
		{Kind: chat.LinkItem, ID: "demo-account", Name: "Your account", Text: "Orders, addresses and invoices", URL: shop + "account.html"},
		{Kind: chat.OfferItem, ID: "demo-halo", Name: "Halo", Text: "Pendant of blown opal glass", Price: "€179", URL: shop + "product.html?id=halo", Image: shop + "img/halo.svg"},
		{Kind: chat.OfferItem, ID: "demo-cigale", Name: "Cigale", Text: "Desk lamp with two arms and two joints", Price: "€98", URL: shop + "product.html?id=cigale", Image: shop + "img/cigale.svg"},
		{Kind: chat.TagItem, ID: "demo-order", Name: "Order"},
		{Kind: chat.TagItem, ID: "demo-stock", Name: "Stock"},
		{Kind: chat.TagItem, ID: "demo-complaint", Name: "Complaint"},
		{Kind: chat.TagItem, ID: "demo-advice", Name: "Advice"},
	}
	members := map[string]string{}
	for _, email := range []string{auth.AnaEmail, auth.BenEmail} {
		acc, err := r.parts.auth.Accounts.By(ctx, email)
		if err != nil {
			return err
		}
		members[email] = string(acc.ID)
	}
	items = append(items,
		chat.Item{Kind: chat.TeamItem, ID: "demo-sales", Name: "Sales", Members: []string{members[auth.AnaEmail], members[auth.BenEmail]}},
		chat.Item{Kind: chat.TeamItem, ID: "demo-service", Name: "After-sales", Members: []string{members[auth.BenEmail]}})
	return r.parts.library.Fill(ctx, items)
}
