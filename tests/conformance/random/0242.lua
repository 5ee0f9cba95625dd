-- random program 242
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  local function f2()
    say("w1.f2 3")
    say("w1.f2 5")
    error("E6", 0)
  end
  local function f7()
    say("w1.f7 8")
    if not q:empty() then say("w1.f7 took " .. q:get_nowait()) end
    if not q:full() then q:put_nowait(10) end
    say("w1.f7 barrier " .. br:wait())
    return "f7"
  end
  local function f12()
    say("w1.f12 13")
    say("w1.f12 size " .. q:size())
    return "f12"
  end
  for _, x in ipairs(gather({ spawn("f2", f2), spawn("f7", f7), spawn("f12", f12) }, { return_errors = true })) do
    say("w1 1 " .. (x.ok and x.value or kind(x.error)))
  end
  do local ok, e = pcall(timeout, 2, function()
    sleep(0)
    say("w1 17")
  end)
    if is(e, Timeout) then say("w1 15 timeout") elseif not ok then error(e, 0) end end
  local function f19()
    say("w1.f19 20")
    do local ok, e = pcall(function()
      do local _ <close> = lk:hold()
        say("w1.f19 23 in")
        sleep(5)
        say("w1.f19 25")
      end
      if T.w1 then say("w1.f19 cancels w1 " .. yn(T.w1:cancel())) end
    end)
      if is(e, Cancelled) then say("w1.f19 21 cancelled swallow")
      elseif not ok then error(e, 0) end end
    sleep(1)
    say("w1.f19 28")
    return "f19"
  end
  do local ok, e = pcall(function() say("w1 18 " .. wait_for(2, spawn("f19", f19))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 18 err " .. kind(e)) else error(e, 0) end end end
  local function f30()
    say("w1.f30 31")
    if T.w2 then say("w1.f30 cancels w2 " .. yn(T.w2:cancel())) end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    ev:clear()
    return "f30"
  end
  local function f35()
    say("w1.f35 36")
    sleep(0)
    say("w1.f35 38")
    error("E39", 0)
  end
  local function f40()
    say("w1.f40 41")
    do local _ <close> = lk:hold()
      say("w1.f40 43 in")
      say("w1.f40 count " .. current():cancelling())
      if T.w3 then say("w1.f40 cancels w3 " .. yn(T.w3:cancel())) end
    end
    return "f40"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f30", f30)
    tg:spawn("f35", f35)
    tg:spawn("f40", f40)
    say("w1 barrier " .. br:wait())
    if not q:full() then q:put_nowait(47) end
    ev:clear()
  end)
    if is(e, ErrorGroup) then say("w1 29 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w1 50 end")
end
local function w2()
  say("w2 size " .. q:size())
  local function f53()
    say("w2.f53 54")
    local function f56()
      say("w2.f53.f56 57")
      if T.w1 then say("w2.f53.f56 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f56"
    end
    local function f59()
      say("w2.f53.f59 60")
      say("w2.f53.f59 62")
      say("w2.f53.f59 64")
      return "f59"
    end
    local function f65()
      say("w2.f53.f65 66")
      say("w2.f53.f65 count " .. current():cancelling())
      return "f65"
    end
    do local dn, pn = wait({ spawn("f56", f56), spawn("f59", f59), spawn("f65", f65) }, { return_when = "first_error", timeout = nil })
      say("w2.f53 55 done " .. #dn .. " pending " .. #pn) end
    sleep(0)
    say("w2.f53 69")
    return "f53"
  end
  local function f70()
    say("w2.f70 71")
    say("w2.f70 count " .. current():cancelling())
    sleep(3)
    say("w2.f70 74")
    sleep(2)
    say("w2.f70 76")
    return "f70"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f53", f53)
    tg:spawn("f70", f70)
  end)
    if is(e, ErrorGroup) then say("w2 52 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(2)
  say("w2 78")
  say("w2 79 end")
end
local function w3()
  say("w3 81")
  do local _ <close> = sm:hold()
    say("w3 83 in")
    do local _ <close> = sm:hold()
      say("w3 85 in")
      local function f87()
        say("w3.f87 88")
        sleep(2)
        say("w3.f87 90")
        return "f87"
      end
      local function f91()
        say("w3.f91 92")
        say("w3.f91 94")
        error("E95", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f87", f87)
        tg:spawn("f91", f91)
      end)
        if is(e, ErrorGroup) then say("w3 86 " .. kind(e)) elseif not ok then error(e, 0) end end
      if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
    end
  end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w3 100")
  say("w3 101 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:full() then q:put_nowait(0) end
sleep(1)
sleep(0)
sleep(5)
say('main ends')
