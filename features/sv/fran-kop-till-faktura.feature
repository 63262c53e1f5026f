# Source: https://learn.microsoft.com/partner-center/csp-commercial-marketplace-manage
# language: sv
Egenskap: Från köp till faktura
  En partner köper en utgivares SaaS-erbjudande till sin kund, kontot konfigureras hos utgivaren, licenserna ändras, och
  den 8:e faktureras månaden.

  Bakgrund:
    Givet en marknadsplats vid tiden "2020-07-14T10:00:00Z"
    Och administratörsagenten hos direktfaktureringspartnern

  Scenario: Ett köp väntar på åtgärd, aktiveras av kunden och utgivaren tillsammans, ändras och faktureras
    När de köper 10 licenser av månadsplanen till customer-1
    Så beställningen är "pending"
    Och prenumerationens status är "pending" och kräver åtgärd
    Och orderbekräftelsen leder till en aktiveringslänk
    Och reskontran är tom
    När kunden öppnar aktiveringslänken
    Så sidan är "Configure your subscription"
    När företagsformuläret fylls i
    Och licensdisken delar ut 10 licenser
    Så prenumerationens status är "pending"
    Och reskontran är tom
    När konfigurationen bekräftas på sidan
    Så prenumerationens status är "active" och kräver ingen åtgärd
    Och dess period löper från "2020-07-14" till "2020-08-13"
    När klockan når "2020-07-24T12:00:00Z"
    Och de ändrar antalet till 15
    Så svaret är 200
    Och utgivaren ser 15 licenser
    Och utgivaren har underrättats om
      | action         | answer       |
      | ChangeQuantity | 200, Success |
    När klockan når "2020-08-08T00:00:00Z"
    Så prenumerationens rader i reskontran är
      | type        | from       | to         | amount  |
      | new         | 2020-07-14 | 2020-08-13 | 200.00  |
      | addQuantity | 2020-07-24 | 2020-08-13 | -135.50 |
      | addQuantity | 2020-07-24 | 2020-08-13 | 203.25  |
    Och fakturorna är
      | date       | total  |
      | 2020-08-08 | 267.75 |

  Scenario: Utgivaren säger nej, och ingenting har ändrats
    Givet en aktiv prenumeration på 10 licenser av månadsplanen till customer-1
    Och utgivaren besvarar nästa webhook-anrop med "reject"
    När de ändrar antalet till 15
    Så svaret är 400 med kod 900280
    Och operationen "ChangeQuantity" har statusen "Failed"
    Och prenumerationen har 10 licenser
    Och reskontran har 1 rad

  Abstrakt Scenario: Den som säger upp i tid får pengarna tillbaka
    Givet en aktiv prenumeration på 10 licenser av månadsplanen till customer-1
    När <tid> går
    Och de säger upp prenumerationen
    Så prenumerationens status är "<status>"
    Och prenumerationens nettobelopp är <netto> USD

    Exempel:
      | tid       | status  | netto  |
      | 23 timmar | deleted | 0.00   |
      | 1 dag     | active  | 200.00 |
