-- The same, and one line moved.
local balance = 100

local function pay(amount)
  local before = balance
  sleep(0) -- counting money
  balance = before + amount
end

local a = spawn("A", pay, 10)
local b = spawn("B", pay, 20)
gather { a, b }
print("balance", balance)
