-- random program 107
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  do local ok, e = pcall(timeout, 5, function()
    current():cancel()
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  sleep(1)
  say("w1 4")
  do local _ <close> = lk:hold()
    say("w1 6 in")
    say("w1 got " .. q:get())
  end
  say("w1 8 end")
end
local function w2()
  ev:wait()
  say("w2 10 ev")
  local function f12()
    say("w2.f12 13")
    do local _ <close> = sm:hold()
      say("w2.f12 15 in")
      sleep(1)
      say("w2.f12 17")
    end
    error("E18", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f12", f12)
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  end)
    if is(e, ErrorGroup) then say("w2 11 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 2, function()
    sleep(1)
    say("w2 23")
  end)
    if is(e, Timeout) then say("w2 21 timeout") elseif not ok then error(e, 0) end end
  say("w2 24 end")
end
local function w3()
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 25 ok") elseif type(e) == "string" then say("w3 25 err " .. kind(e)) else error(e, 0) end end
  sleep(2)
  say("w3 27")
  if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w3 30 ok") elseif type(e) == "string" then say("w3 30 err " .. kind(e)) else error(e, 0) end end
  say("w3 31 end")
end
local function w4()
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  local function f34()
    say("w4.f34 35")
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w4.f34 36 ok") elseif type(e) == "string" then say("w4.f34 36 err " .. kind(e)) else error(e, 0) end end
    return "f34"
  end
  local function f37()
    say("w4.f37 38")
    local function f40()
      say("w4.f37.f40 41")
      say("w4.f37.f40 43")
      if not q:full() then q:put_nowait(44) end
      return "f40"
    end
    local function f45()
      say("w4.f37.f45 46")
      say("w4.f37.f45 48")
      if T.w4 then say("w4.f37.f45 cancels w4 " .. yn(T.w4:cancel())) end
      sleep(5)
      say("w4.f37.f45 51")
      return "f45"
    end
    for _, x in ipairs(gather({ spawn("f40", f40), spawn("f45", f45) }, { return_errors = true })) do
      say("w4.f37 39 " .. (x.ok and x.value or kind(x.error)))
    end
    ev:clear()
    say("w4.f37 54")
    error("E55", 0)
  end
  local function f56()
    say("w4.f56 57")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    ev:clear()
    if not q:full() then q:put_nowait(60) end
    return "f56"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f34", f34), spawn("f37", f37), spawn("f56", f56) }, { timeout = nil }) do say("w4 33 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 33 err " .. kind(e)) else error(e, 0) end end end
  if not q:full() then q:put_nowait(61) end
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  say("w4 64 end")
end
local function w5()
  do local ok, e = pcall(timeout, 3, function()
    do local ok, e = pcall(function() shield(T.w4) end)
      if ok then say("w5 66 ok") elseif type(e) == "string" then say("w5 66 err " .. kind(e)) else error(e, 0) end end
    sleep(1)
    say("w5 68")
  end)
    if is(e, Timeout) then say("w5 65 timeout") elseif not ok then error(e, 0) end end
  ev:clear()
  sleep(0)
  say("w5 71")
  say("w5 72 end")
end
local function w6()
  say("w6 74")
  do local ok, e = pcall(timeout, 1, function()
    do local _ <close> = lk:hold()
      say("w6 77 in")
      local function f79()
        say("w6.f79 80")
        say("w6.f79 count " .. current():cancelling())
        return "f79"
      end
      do local ok, e = pcall(function() say("w6 78 got " .. table.concat({ gather { spawn("f79", f79) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w6 78 err " .. kind(e)) else error(e, 0) end end end
    end
    ev:set()
  end)
    if is(e, Timeout) then say("w6 75 timeout") elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(83) end
  say("w6 84 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(1)
if not q:empty() then q:get_nowait() end
sleep(10)
say('main ends')
