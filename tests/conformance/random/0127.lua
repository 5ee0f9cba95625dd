-- random program 127
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
  if not q:full() then q:put_nowait(1) end
  do local ok, e = pcall(timeout, 1, function()
    if T.w2 then say("w1 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    sleep(2)
    say("w1 5")
  end)
    if is(e, Timeout) then say("w1 2 timeout") elseif not ok then error(e, 0) end end
  say("w1 7")
  local function f9()
    say("w1.f9 10")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1.f9 12 woken")
    end
    error("E13", 0)
  end
  local function f14()
    say("w1.f14 15")
    local function f17()
      say("w1.f14.f17 18")
      say("w1.f14.f17 20")
      do local _ <close> = defer(function()
        say("w1.f14.f17 21 finally")
      end)
        if T.w3 then say("w1.f14.f17 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        say("w1.f14.f17 got " .. q:get())
        if not q:full() then q:put_nowait(24) end
      end
      return "f17"
    end
    local function f25()
      say("w1.f14.f25 26")
      local function f28()
        say("w1.f14.f25.f28 29")
        if T.w1 then say("w1.f14.f25.f28 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:clear()
        return "f28"
      end
      for _, x in ipairs(gather({ spawn("f28", f28) }, { return_errors = true })) do
        say("w1.f14.f25 27 " .. (x.ok and x.value or kind(x.error)))
      end
      error("E32", 0)
    end
    do local dn, pn = wait({ spawn("f17", f17), spawn("f25", f25) }, { return_when = "first_error", timeout = 1 })
      say("w1.f14 16 done " .. #dn .. " pending " .. #pn) end
    return "f14"
  end
  local function f33()
    say("w1.f33 34")
    sleep(0)
    say("w1.f33 36")
    ev:clear()
    error("E38", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f9", f9)
    tg:spawn("f14", f14)
    tg:spawn("f33", f33)
  end)
    if is(e, ErrorGroup) then say("w1 8 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 39 end")
end
local function w2()
  if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  if not q:full() then q:put_nowait(41) end
  do local ok, e = pcall(timeout, 1, function()
    do local ok, e = pcall(function()
      sleep(1)
      say("w2 45")
    end)
      if is(e, Cancelled) then say("w2 43 cancelled uncancel")
        say("w2 43 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 42 timeout") elseif not ok then error(e, 0) end end
  say("w2 46 end")
end
local function w3()
  do local ok, e = pcall(timeout, 2, function()
    do local ok, e = pcall(function() shield(T.w2) end)
      if ok then say("w3 48 ok") elseif type(e) == "string" then say("w3 48 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Timeout) then say("w3 47 timeout") elseif not ok then error(e, 0) end end
  say("w3 50")
  do local ok, e = pcall(function()
    ev:set()
    sleep(5)
    say("w3 54")
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
  end)
    if is(e, Cancelled) then say("w3 51 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w3 56 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(1)
sleep(2)
sleep(1)
sleep(30)
say('main ends')
