package lang

// Texts of a printed export of what is kept of a visitor or customer.
var (
	ExportTitle   = Text{"What is kept of %", "Données conservées sur %"}
	ExportedAt    = Text{"% · exported on %", "% · exporté le %"}
	ExportBrowser = Text{"Browser %", "Navigateur %"}
	ExportID      = Text{"Customer number", "Numéro de client"}
	ExportData    = Text{"Custom data", "Données personnalisées"}
	ExportThread  = Text{"Conversation", "Conversation"}
	ExportVisits  = Text{"Visits and pages", "Visites et pages"}
	ExportNotes   = Text{"Notes about the customer", "Notes sur le client"}
	ExportVisit   = Text{"Visit %", "Visite %"}
	ExportFrom    = Text{"from %", "depuis %"}
	ExportNothing = Text{"Nothing", "Rien"}
)
