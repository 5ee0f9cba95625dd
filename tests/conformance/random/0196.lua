-- random program 196
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  sleep(1)
  say("w1 2")
  ev:wait()
  say("w1 4 ev")
  local function f6()
    say("w1.f6 7")
    sleep(1)
    say("w1.f6 9")
    local function f11()
      say("w1.f6.f11 12")
      say("w1.f6.f11 size " .. q:size())
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      return "f11"
    end
    do local ok, e = pcall(function() say("w1.f6 10 " .. wait_for(0, spawn("f11", f11))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f6 10 err " .. kind(e)) else error(e, 0) end end end
    say("w1.f6 16")
    return "f6"
  end
  local function f17()
    say("w1.f17 18")
    say("w1.f17 barrier " .. br:wait())
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    sleep(2)
    say("w1.f17 22")
    return "f17"
  end
  for _, x in ipairs(gather({ spawn("f6", f6), spawn("f17", f17) }, { return_errors = true })) do
    say("w1 5 " .. (x.ok and x.value or kind(x.error)))
  end
  ev:set()
  say("w1 24 end")
end
local function w2()
  say("w2 got " .. q:get())
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  local function f28()
    say("w2.f28 29")
    local function f31()
      say("w2.f28.f31 32")
      do local ok, e = pcall(function()
        sleep(2)
        say("w2.f28.f31 35")
        say("w2.f28.f31 got " .. q:get())
        if T.w3 then say("w2.f28.f31 cancels w3 " .. yn(T.w3:cancel())) end
      end)
        if is(e, Cancelled) then say("w2.f28.f31 33 cancelled uncancel")
          say("w2.f28.f31 33 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      return "f31"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f31", f31)
      sleep(2)
      say("w2.f28 39")
      do local _ <close> = sm:hold()
        say("w2.f28 41 in")
        q:put(42)
        say("w2.f28 43 put 42")
        say("w2.f28 45")
      end
      sleep(3)
      say("w2.f28 47")
    end)
      if is(e, ErrorGroup) then say("w2.f28 30 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 1, function()
      say("w2.f28 got " .. q:get())
    end)
      if is(e, Timeout) then say("w2.f28 48 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 0, function()
      ev:wait()
      say("w2.f28 52 ev")
      if T.w1 then say("w2.f28 cancels w1 " .. yn(T.w1:cancel())) end
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2.f28 54 ok") elseif type(e) == "string" then say("w2.f28 54 err " .. kind(e)) else error(e, 0) end end
    end)
      if is(e, Timeout) then say("w2.f28 50 timeout") elseif not ok then error(e, 0) end end
    error("E55", 0)
  end
  local function f56()
    say("w2.f56 57")
    do local ok, e = pcall(timeout, 2, function()
      do local ok, e = pcall(function()
        current():cancel()
        ev:set()
        say("w2.f56 63")
      end)
        if is(e, Cancelled) then say("w2.f56 59 cancelled swallow")
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w2.f56 58 timeout") elseif not ok then error(e, 0) end end
    sleep(3)
    say("w2.f56 65")
    ev:set()
    return "f56"
  end
  local function f67()
    say("w2.f67 68")
    ev:set()
    return "f67"
  end
  for _, x in ipairs(gather({ spawn("f28", f28), spawn("f56", f56), spawn("f67", f67) }, { return_errors = true })) do
    say("w2 27 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w2 got " .. q:get())
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  say("w2 72 end")
end
local function w3()
  say("w3 74")
  say("w3 size " .. q:size())
  say("w3 76 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
say('main cancels w2 ' .. yn(T.w2:cancel()))
say('main cancels w3 ' .. yn(T.w3:cancel()))
say('main cancels w2 ' .. yn(T.w2:cancel()))
sleep(3)
ev:set()
sleep(5)
say('main ends')
