-- Two tasks pay in.
local balance = 100

local function pay(amount)
  sleep(0) -- counting money
  local before = balance
  balance = before + amount
end

local a = spawn("A", pay, 10)
local b = spawn("B", pay, 20)
gather { a, b }
print("balance", balance)
